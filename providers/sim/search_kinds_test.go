package sim_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/sim"
)

// sorted joins names in order.
func sorted(names []string) string {
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// text returns a condition on a field.
func text(field, value string, how types.StringComparisonType) *types.StringCondition {
	return &types.StringCondition{FieldName: &field, Value: &value, ComparisonType: how}
}

// tagged returns a condition on a tag. Without a value, the key alone counts.
func tagged(key string, value ...string) types.TagCondition {
	c := types.TagCondition{TagKey: &key}
	if len(value) > 0 {
		c.TagValue = &value[0]
	}
	return c
}

// tagFilters are the forms of a tag filter, with what they find among objects named "Sales
// EU" (team north, shift day), "Sales US" (team north, shift night) and "Help" (team south).
func tagFilters() map[string]types.ControlPlaneTagFilter {
	north, south, night, shift := tagged("team", "north"), tagged("team", "south"), tagged("shift", "night"), tagged("shift")
	return map[string]types.ControlPlaneTagFilter{
		"Sales EU, Sales US":       {TagCondition: &shift},
		"Sales US":                 {AndConditions: []types.TagCondition{north, night}},
		"Help, Sales US":           {OrConditions: [][]types.TagCondition{{north, night}, {south}}},
		"Help":                     {TagCondition: &south},
		"":                         {AndConditions: []types.TagCondition{south, night}},
		"Help, Sales EU, Sales US": {OrConditions: [][]types.TagCondition{{north}, {south}}},
	}
}

// threeTags are the tags of the three objects.
var threeTags = map[string]map[string]string{
	"Sales EU": {"team": "north", "shift": "day"}, "Sales US": {"team": "north", "shift": "night"}, "Help": {"team": "south"},
}

// TestSearchQueues searches queues by every condition of the model.
func TestSearchQueues(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	ids := map[string]*string{}
	for name, tags := range threeTags {
		in := c.newQueue(name)
		in.Tags, in.Description = tags, aws.String("For "+strings.ToLower(name))
		ids[name] = must(c.CreateQueue(ctx, in))(t).QueueId
	}
	found := func(criteria *types.QueueSearchCriteria, filter *types.QueueSearchFilter) string {
		out := must(c.SearchQueues(ctx, &connect.SearchQueuesInput{InstanceId: c.instance, SearchCriteria: criteria, SearchFilter: filter}))(t)
		var names []string
		for _, q := range out.Queues {
			if *q.Name != "BasicQueue" {
				names = append(names, *q.Name)
			}
		}
		return sorted(names)
	}
	of := func(field, value string, how types.StringComparisonType) types.QueueSearchCriteria {
		return types.QueueSearchCriteria{StringCondition: text(field, value, how)}
	}
	const exact, starts, contains = types.StringComparisonTypeExact, types.StringComparisonTypeStartsWith, types.StringComparisonTypeContains
	sales, us := of("name", "Sales", starts), of("description", "us", contains)
	for _, test := range []struct {
		reason   string
		criteria types.QueueSearchCriteria
		want     string
	}{
		{"no condition", types.QueueSearchCriteria{}, "Help, Sales EU, Sales US"},
		{"standard queues", types.QueueSearchCriteria{QueueTypeCondition: types.SearchableQueueTypeStandard}, "Help, Sales EU, Sales US"},
		{"name", of("name", "Help", exact), "Help"},
		{"name heeds case", of("name", "help", exact), ""},
		{"start of a name", sales, "Sales EU, Sales US"},
		{"part of a name", of("name", "es E", contains), "Sales EU"},
		{"description", of("description", "For help", exact), "Help"},
		{"part of a description", us, "Sales US"},
		{"id", of("resourceID", *ids["Help"], exact), "Help"},
		{"and", types.QueueSearchCriteria{AndConditions: []types.QueueSearchCriteria{sales, us}}, "Sales US"},
		{"or", types.QueueSearchCriteria{OrConditions: []types.QueueSearchCriteria{us, of("name", "Help", exact)}}, "Help, Sales US"},
		{"both", types.QueueSearchCriteria{StringCondition: sales.StringCondition, OrConditions: []types.QueueSearchCriteria{us, of("name", "Help", exact)}}, "Sales US"},
		{"a type and a name", types.QueueSearchCriteria{QueueTypeCondition: types.SearchableQueueTypeStandard, StringCondition: us.StringCondition}, "Sales US"},
	} {
		if got := found(&test.criteria, nil); got != test.want {
			t.Errorf("%s: found %q, want %q", test.reason, got, test.want)
		}
	}
	for want, filter := range tagFilters() {
		if got := found(nil, &types.QueueSearchFilter{TagFilter: &filter}); got != want {
			t.Errorf("by tags: found %q, want %q", got, want)
		}
	}
	south := tagged("team", "south")
	if got := found(&sales, &types.QueueSearchFilter{TagFilter: &types.ControlPlaneTagFilter{TagCondition: &south}}); got != "" {
		t.Errorf("criteria and filter together: found %q, want none", got)
	}
	for about, criteria := range map[string]types.QueueSearchCriteria{
		"QueueTypeCondition": {QueueTypeCondition: "AGENT"}, "2 to 25": of("name", "S", contains), "status": of("status", "ENABLED", exact),
	} {
		refused(c.SearchQueues(ctx, &connect.SearchQueuesInput{InstanceId: c.instance, SearchCriteria: &criteria}))(t, invalid, about)
	}
}

// TestSearchSecurityProfiles searches security profiles by every condition of the model.
func TestSearchSecurityProfiles(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	for name, tags := range threeTags {
		must(c.CreateSecurityProfile(ctx, &connect.CreateSecurityProfileInput{InstanceId: c.instance, SecurityProfileName: &name, Tags: tags}))(t)
	}
	found := func(criteria *types.SecurityProfileSearchCriteria, filter *types.SecurityProfilesSearchFilter) string {
		out := must(c.SearchSecurityProfiles(ctx, &connect.SearchSecurityProfilesInput{InstanceId: c.instance, SearchCriteria: criteria, SearchFilter: filter}))(t)
		var names []string
		for _, p := range out.SecurityProfiles {
			if threeTags[*p.SecurityProfileName] != nil {
				names = append(names, *p.SecurityProfileName)
			}
		}
		return sorted(names)
	}
	of := func(field, value string, how types.StringComparisonType) types.SecurityProfileSearchCriteria {
		return types.SecurityProfileSearchCriteria{StringCondition: text(field, value, how)}
	}
	const exact, starts, contains = types.StringComparisonTypeExact, types.StringComparisonTypeStartsWith, types.StringComparisonTypeContains
	sales, help := of("name", "Sales", starts), of("name", "Help", exact)
	for _, test := range []struct {
		reason   string
		criteria types.SecurityProfileSearchCriteria
		want     string
	}{
		{"no condition", types.SecurityProfileSearchCriteria{}, "Help, Sales EU, Sales US"},
		{"name", help, "Help"},
		{"name heeds case", of("name", "help", exact), ""},
		{"start", sales, "Sales EU, Sales US"},
		{"part", of("name", "es U", contains), "Sales US"},
		{"and", types.SecurityProfileSearchCriteria{AndConditions: []types.SecurityProfileSearchCriteria{sales, of("name", "EU", contains)}}, "Sales EU"},
		{"or", types.SecurityProfileSearchCriteria{OrConditions: []types.SecurityProfileSearchCriteria{help, of("name", "EU", contains)}}, "Help, Sales EU"},
		{"both", types.SecurityProfileSearchCriteria{StringCondition: sales.StringCondition, OrConditions: []types.SecurityProfileSearchCriteria{help, of("name", "EU", contains)}}, "Sales EU"},
	} {
		if got := found(&test.criteria, nil); got != test.want {
			t.Errorf("%s: found %q, want %q", test.reason, got, test.want)
		}
	}
	for want, filter := range tagFilters() {
		if got := found(nil, &types.SecurityProfilesSearchFilter{TagFilter: &filter}); got != want {
			t.Errorf("by tags: found %q, want %q", got, want)
		}
	}
	for about, criteria := range map[string]types.SecurityProfileSearchCriteria{"2 to 25": of("name", "S", contains), "description": of("description", "x", exact)} {
		refused(c.SearchSecurityProfiles(ctx, &connect.SearchSecurityProfilesInput{InstanceId: c.instance, SearchCriteria: &criteria}))(t, invalid, about)
	}
}
