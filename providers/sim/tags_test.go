package sim_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/callwright/callwright/providers/sim"
)

// A clock shows the same time until a test moves it.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) advance() { c.by(time.Minute) }

func (c *clock) by(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func (c *client) tag(arn *string, tags map[string]string) (*connect.TagResourceOutput, error) {
	return c.TagResource(ctx, &connect.TagResourceInput{ResourceArn: arn, Tags: tags})
}

func (c *client) wantTags(arn *string, want map[string]string) {
	c.Helper()
	got := must(c.ListTagsForResource(ctx, &connect.ListTagsForResourceInput{ResourceArn: arn}))(c).Tags
	if !maps.Equal(got, want) {
		c.Errorf("the tags of %s are %v, want %v", *arn, got, want)
	}
}

// Every kind that has an ARN can be tagged.
func TestTags(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	c.levels("Country")
	for _, arn := range []*string{
		aws.String(c.sim.Instance().ARN),
		c.arn("operating-hours", &c.hours),
		c.arn("queue", &c.queue),
		c.arn("routing-profile", &c.routing),
		c.arn("security-profile", &c.agent),
		c.arn("agent", c.user("ada")),
		c.arn("agent-group", c.group("UK", nil)),
		c.arn("agent-state", aws.String(c.idsOfStatuses()["Offline"])),
	} {
		c.wantTags(arn, nil)
		must(c.tag(arn, map[string]string{"team": "north", "empty": ""}))(t)
		must(c.tag(arn, map[string]string{"team": "south", "a b/c": "é"}))(t)
		c.wantTags(arn, map[string]string{"team": "south", "empty": "", "a b/c": "é"})
		must(c.UntagResource(ctx, &connect.UntagResourceInput{ResourceArn: arn, TagKeys: []string{"a b/c", "empty", "absent"}}))(t)
		c.wantTags(arn, map[string]string{"team": "south"})
	}
	if got := c.describeQueue(&c.queue).Tags; !maps.Equal(got, map[string]string{"team": "south"}) {
		t.Errorf("DescribeQueue says the tags are %v", got)
	}
}

func TestTagsRefuse(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	arn := c.arn("queue", &c.queue)
	refused(c.tag(arn, map[string]string{"aws:team": "north"}))(t, invalid, "aws:team")
	refused(c.tag(arn, map[string]string{"te#am": "north"}))(t, invalid, "te#am")
	refused(c.tag(arn, map[string]string{strings.Repeat("x", 129): ""}))(t, invalid, "tags")
	refused(c.tag(arn, map[string]string{"x": strings.Repeat("x", 257)}))(t, invalid, "tags")
	refused(c.tag(arn, map[string]string{}))(t, invalid, "tags")
	refused(c.UntagResource(ctx, &connect.UntagResourceInput{ResourceArn: arn, TagKeys: []string{}}))(t, badRequest, "tagKeys")
	for _, wrong := range []*string{
		c.arn("queue", nowhere), c.arn("colour", &c.queue), c.arn("agent", &c.queue),
		aws.String(strings.Replace(*arn, "eu-west-2", "eu-west-1", 1)),
	} {
		refused(c.tag(wrong, map[string]string{"k": "v"}))(t, notFound, "")
		refused(c.UntagResource(ctx, &connect.UntagResourceInput{ResourceArn: wrong, TagKeys: []string{"k"}}))(t, notFound, "")
		refused(c.ListTagsForResource(ctx, &connect.ListTagsForResourceInput{ResourceArn: wrong}))(t, notFound, "")
	}
	refused(c.tag(aws.String("queue"), map[string]string{"k": "v"}))(t, invalid, "resourceArn")

	fifty := map[string]string{}
	for i := range 50 {
		fifty[fmt.Sprintf("k%d", i)] = "v"
	}
	must(c.tag(arn, fifty))(t)
	must(c.tag(arn, map[string]string{"k0": "w"}))(t)
	refused(c.tag(arn, map[string]string{"one more": "v"}))(t, invalid, "51 tags")
}

// A change moves LastModifiedTime; a read and a refused change do not.
func TestLastModifiedTime(t *testing.T) {
	t.Parallel()
	clock := newClock()
	c := start(t, "", sim.Options{Now: clock.now})
	id := c.user("ada")
	last := *c.describeUser(id).LastModifiedTime
	step := func(moves bool, what string) {
		t.Helper()
		got := *c.describeUser(id).LastModifiedTime
		if got.After(last) != moves {
			t.Errorf("%s: LastModifiedTime went from %v to %v", what, last, got)
		}
		last = got
		clock.advance()
	}
	if !last.Equal(clock.now()) {
		t.Errorf("LastModifiedTime is %v, want %v", last, clock.now())
	}
	clock.advance()
	step(false, "reading")
	must(c.UpdateUserRoutingProfile(ctx, &connect.UpdateUserRoutingProfileInput{InstanceId: c.instance, UserId: id, RoutingProfileId: &c.routing}))(t)
	step(true, "an update")
	refused(c.UpdateUserRoutingProfile(ctx, &connect.UpdateUserRoutingProfileInput{InstanceId: c.instance, UserId: id, RoutingProfileId: nowhere}))(t, notFound, "")
	step(false, "a refused update")
	must(c.tag(c.arn("agent", id), map[string]string{"k": "v"}))(t)
	step(true, "tagging")
	must(c.UntagResource(ctx, &connect.UntagResourceInput{ResourceArn: c.arn("agent", id), TagKeys: []string{"k"}}))(t)
	step(true, "untagging")
}

// TestUndated changes objects by operations that do not move their LastModifiedTime. A new
// object has one in any case.
func TestUndated(t *testing.T) {
	t.Parallel()
	all, err := sim.ParseStamps([]string{"UpdateUserR*", "TagResource", "CreateUser"})
	if err != nil || !slices.Equal(all, []string{"CreateUser", "TagResource", "UpdateUserRoutingProfile"}) {
		t.Fatalf("ParseStamps() = %v, %v", all, err)
	}
	clock := newClock()
	c := start(t, "", sim.Options{Now: clock.now, Undated: all})
	id := c.user("ada")
	made := *c.describeUser(id).LastModifiedTime
	if !made.Equal(clock.now()) {
		t.Errorf("a new user has the time %v, want %v", made, clock.now())
	}
	clock.advance()
	must(c.UpdateUserRoutingProfile(ctx, &connect.UpdateUserRoutingProfileInput{InstanceId: c.instance, UserId: id, RoutingProfileId: &c.routing}))(t)
	must(c.tag(c.arn("agent", id), map[string]string{"k": "v"}))(t)
	if got := *c.describeUser(id).LastModifiedTime; !got.Equal(made) {
		t.Errorf("the time moved from %v to %v", made, got)
	}
	must(c.UntagResource(ctx, &connect.UntagResourceInput{ResourceArn: c.arn("agent", id), TagKeys: []string{"k"}}))(t)
	if got := *c.describeUser(id).LastModifiedTime; !got.Equal(clock.now()) {
		t.Errorf("after untagging, the time is %v, want %v", got, clock.now())
	}
	for _, rule := range []string{"", "DescribeUser", "UpdateUsers", "[", "Queue"} {
		if got, err := sim.ParseStamps([]string{rule}); err == nil {
			t.Errorf("ParseStamps(%q) = %v", rule, got)
		}
	}
}
