package main

import (
	"strings"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/providers/sim"
)

// usersOf returns the users in the answer of a search or a description.
func usersOf(answer map[string]any) []map[string]any {
	var users []map[string]any
	if u, ok := answer["User"].(map[string]any); ok {
		users = append(users, u)
	}
	list, _ := answer["Users"].([]any)
	for _, u := range list {
		users = append(users, u.(map[string]any))
	}
	return users
}

// without returns an edit that takes members of users away.
func without(members ...string) func(string, map[string]any) {
	return func(_ string, answer map[string]any) {
		for _, u := range usersOf(answer) {
			for _, member := range members {
				delete(u, member)
			}
		}
	}
}

// channelLists are the settings of a user for single channels.
var channelLists = []string{"AutoAcceptConfigs", "AfterContactWorkConfigs", "PhoneNumberConfigs", "PersistentConnectionConfigs", "VoiceEnhancementConfigs"}

// TestUsersAreDescribedOnce plans the deletion of 15 users, of whom a service tells more or
// less. It checks that the plan describes each of them once, and that apply makes the calls
// of the estimate.
func TestUsersAreDescribedOnce(t *testing.T) {
	for _, tt := range []struct {
		name  string
		attrs string
		edit  func(operation string, answer map[string]any)
	}{
		{"users with all settings", withPhone, nil},
		{"users without settings for channels", withPhone, without(channelLists...)},
		{"users without any settings", withEmail, without(append(channelLists, "PhoneConfig", "HierarchyGroupId", "DirectoryUserId")...)},
		{"times in seconds", withPhone, func(operation string, answer map[string]any) {
			if operation == "SearchUsers" {
				timesInSeconds(answer)
			}
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { describedOnce(t, tt.attrs, tt.edit) })
		})
	}
}

// withPhone adds an e-mail address and a phone to each user.
const withPhone = withEmail + `
  phone = { type = "soft", after_contact_work = 30 }`

// timesInSeconds changes the times for after-contact work of single channels from
// milliseconds to seconds.
func timesInSeconds(answer map[string]any) {
	for _, u := range usersOf(answer) {
		configs, _ := u["AfterContactWorkConfigs"].([]any)
		for _, config := range configs {
			work := config.(map[string]any)["AfterContactWorkConfig"].(map[string]any)
			work["AfterContactWorkTimeLimit"] = work["AfterContactWorkTimeLimit"].(float64) / 1000
		}
	}
}

// describedOnce creates 20 users, plans the deletion of 15 and deletes them.
func describedOnce(t *testing.T, attrs string, edit func(string, map[string]any)) {
	c := newCentre(t)
	c.run(centreConfig(20, attrs), -1, true)
	c.quota, c.calls = sim.PublishedQuota(), map[string]int{}
	server, client := c.open(0)
	defer server.Close()
	c.edit = edit
	files := centreConfig(5, attrs)
	main := strings.Replace(string(files["main.hcl"].Data), "callwright {", "callwright {\n  limits = { deletes = 100, percent = 100 }", 1)
	files["main.hcl"] = &fstest.MapFile{Data: []byte(main)}
	start := time.Now()
	service := engine.Service{Provider: client}
	target := &engine.Target{Files: files, Folder: ".", Origin: engine.Origin{Now: time.Now}}
	review, err := target.Load(t.Context()).Plan(t.Context(), service.Source(), engine.Watch{})
	if err != nil || review.Plan == nil || len(review.Plan.Changes) < 15 {
		t.Fatalf("Plan() = %+v, %v", review, err)
	}
	if n, took := c.calls["DescribeUser"], time.Since(start); n > 20 || took > 15*time.Second {
		t.Errorf("the plan describes users %d times and takes %v", n, took)
	}
	estimate := review.Plan.Estimate
	c.calls, start = map[string]int{}, time.Now()
	report, err := (&apply.Runner{Provider: client}).Run(t.Context(), review.Plan.Plan)
	if err != nil || len(report.Outcomes) != len(review.Plan.Changes) {
		t.Fatalf("Run() = %v, %v", report, err)
	}
	for _, o := range estimate.Operations {
		if c.calls[o.Operation] != o.Calls {
			t.Errorf("%s is called %d times, and the estimate says %d", o.Operation, c.calls[o.Operation], o.Calls)
		}
	}
	if took := time.Since(start); took > time.Duration(estimate.Seconds+2)*time.Second {
		t.Errorf("apply takes %v, and the estimate says %d s", took, estimate.Seconds)
	}
}
