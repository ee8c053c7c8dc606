package sim_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/sim"
)

// A search runs one search with the JSON of its criteria and filter, of which either may be
// "". It returns the names of the objects on the page.
type search func(criteria, filter string, size *int32, token *string) (found []string, total int64, next *string, err error)

// asJSON parses criteria or a filter into the type that the search has for them; nil for "".
func asJSON[T any](t *testing.T, text string) *T {
	t.Helper()
	if text == "" {
		return nil
	}
	v := new(T)
	if err := json.Unmarshal([]byte(text), v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

// where returns a condition on a field.
func where(field, value, how string) string {
	return fmt.Sprintf(`{"StringCondition": {"FieldName": %q, "Value": %q, "ComparisonType": %q}}`, field, value, how)
}

// and and or combine conditions.
func and(conditions ...string) string {
	return fmt.Sprintf(`{"AndConditions": [%s]}`, strings.Join(conditions, ", "))
}

func or(conditions ...string) string {
	return fmt.Sprintf(`{"OrConditions": [%s]}`, strings.Join(conditions, ", "))
}

// A searched is one search, with three objects: "Sales EU" and "Sales_US", which have some
// other conditions in common, and "Help".
type searched struct {
	search search
	ids    map[string]*string // by name; nil if objects have no id
	others []string           // objects that every instance has
	filter string             // the member of the filter that has conditions on tags; "" for none
	fields string             // those that AWS documents
	own    map[string]string  // what further conditions find
}

// described reports whether AWS documents that objects are found by their description.
func (s *searched) described() bool { return strings.Contains(s.fields, "description") }

// searchKinds makes the objects of each kind, and returns its search.
var searchKinds = map[string]func(t *testing.T, c *client) *searched{
	"routing profiles": func(t *testing.T, c *client) *searched {
		s := &searched{ids: map[string]*string{}, others: []string{"Basic Routing Profile"}, filter: "TagFilter", fields: "associatedQueueIds name description resourceID"}
		first, second := c.makeQueue("First"), c.makeQueue("Second")
		for name, queues := range map[string][]*string{"Sales EU": {first, second}, "Sales_US": {second}, "Help": nil} {
			in := c.newSales()
			in.Name, in.Description, in.Tags = aws.String(name), aws.String("For "+name), searchedTags[name]
			for _, q := range queues {
				in.QueueConfigs = append(in.QueueConfigs, queueRow(*q, types.ChannelVoice, 1, 0), queueRow(*q, types.ChannelChat, 2, 0))
			}
			in.ManualAssignmentQueueConfigs = []types.RoutingProfileManualAssignmentQueueConfig{{QueueReference: reference(*first, types.ChannelTask)}}
			s.ids[name] = must(c.CreateRoutingProfile(ctx, in))(t).RoutingProfileId
		}
		s.own = map[string]string{
			where("associatedQueueIds", *first, "EXACT"): "Sales EU", where("associatedQueueIds", *second, "EXACT"): "Sales EU, Sales_US",
			and(where("associatedQueueIds", *first, "EXACT"), where("associatedQueueIds", *second, "EXACT")): "Sales EU",
			where("associatedQueueIds", *nowhere, "EXACT"):                                                   "", where("associatedQueueIds", (*second)[:9], "STARTS_WITH"): "Sales EU, Sales_US",
		}
		s.search = func(criteria, filter string, size *int32, token *string) ([]string, int64, *string, error) {
			out, err := c.SearchRoutingProfiles(ctx, &connect.SearchRoutingProfilesInput{
				InstanceId: c.instance, SearchCriteria: asJSON[types.RoutingProfileSearchCriteria](t, criteria), SearchFilter: asJSON[types.RoutingProfileSearchFilter](t, filter), MaxResults: size, NextToken: token,
			})
			if err != nil {
				return nil, 0, nil, err
			}
			return ids(out.RoutingProfiles, func(p types.RoutingProfile) *string { return p.Name }), *out.ApproximateTotalCount, out.NextToken, nil
		}
		return s
	},
	"quick connects": func(t *testing.T, c *client) *searched {
		s := &searched{ids: map[string]*string{}, filter: "TagFilter", fields: "name description resourceID"}
		for name, tags := range searchedTags {
			in := c.newQuick(name)
			in.Description, in.Tags = aws.String("For "+name), tags
			s.ids[name] = must(c.CreateQuickConnect(ctx, in))(t).QuickConnectId
		}
		s.search = func(criteria, filter string, size *int32, token *string) ([]string, int64, *string, error) {
			out, err := c.SearchQuickConnects(ctx, &connect.SearchQuickConnectsInput{
				InstanceId: c.instance, SearchCriteria: asJSON[types.QuickConnectSearchCriteria](t, criteria), SearchFilter: asJSON[types.QuickConnectSearchFilter](t, filter), MaxResults: size, NextToken: token,
			})
			if err != nil {
				return nil, 0, nil, err
			}
			return ids(out.QuickConnects, func(q types.QuickConnect) *string { return q.Name }), *out.ApproximateTotalCount, out.NextToken, nil
		}
		return s
	},
	"predefined attributes": func(t *testing.T, c *client) *searched {
		s := &searched{others: []string{"connect:Language", "connect:Subtype", "connect:WorkloadType"}, fields: "name"}
		for name := range searchedTags {
			must(c.CreatePredefinedAttribute(ctx, c.newAttribute(name, "a")))(t)
		}
		s.own = map[string]string{where("name", "connect:", "STARTS_WITH"): "connect:Language, connect:Subtype, connect:WorkloadType"}
		s.search = func(criteria, _ string, size *int32, token *string) ([]string, int64, *string, error) {
			out, err := c.SearchPredefinedAttributes(ctx, &connect.SearchPredefinedAttributesInput{
				InstanceId: c.instance, SearchCriteria: asJSON[types.PredefinedAttributeSearchCriteria](t, criteria), MaxResults: size, NextToken: token,
			})
			if err != nil {
				return nil, 0, nil, err
			}
			return ids(out.PredefinedAttributes, func(a types.PredefinedAttribute) *string { return a.Name }), *out.ApproximateTotalCount, out.NextToken, nil
		}
		return s
	},
	"agent statuses": func(t *testing.T, c *client) *searched {
		s := &searched{ids: map[string]*string{}, others: []string{"Available", "Offline"}, filter: "AttributeFilter", fields: "name description state type displayOrder resourceID"}
		for name, order := range map[string]int32{"Sales EU": 3, "Sales_US": 30, "Help": 4} {
			in := c.newStatus(name)
			in.Description, in.Tags, in.DisplayOrder = aws.String("For "+name), searchedTags[name], &order
			if name == "Help" {
				in.State = types.AgentStatusStateDisabled
			}
			s.ids[name] = must(c.CreateAgentStatus(ctx, in))(t).AgentStatusId
		}
		s.own = map[string]string{
			where("state", "DISABLED", "EXACT"): "Help", where("state", "ENABLED", "EXACT"): "Available, Offline, Sales EU, Sales_US",
			where("type", "CUSTOM", "EXACT"): "Help, Sales EU, Sales_US", where("type", "OFFLINE", "EXACT"): "Offline",
			where("displayOrder", "3", "EXACT"): "Sales EU", where("displayOrder", "3", "STARTS_WITH"): "Sales EU, Sales_US",
			and(where("type", "CUSTOM", "EXACT"), where("state", "ENABLED", "EXACT")): "Sales EU, Sales_US",
		}
		s.search = func(criteria, filter string, size *int32, token *string) ([]string, int64, *string, error) {
			out, err := c.SearchAgentStatuses(ctx, &connect.SearchAgentStatusesInput{
				InstanceId: c.instance, SearchCriteria: asJSON[types.AgentStatusSearchCriteria](t, criteria), SearchFilter: asJSON[types.AgentStatusSearchFilter](t, filter), MaxResults: size, NextToken: token,
			})
			if err != nil {
				return nil, 0, nil, err
			}
			return ids(out.AgentStatuses, func(a types.AgentStatus) *string { return a.Name }), *out.ApproximateTotalCount, out.NextToken, nil
		}
		return s
	},
	"hierarchy groups": func(t *testing.T, c *client) *searched {
		c.levels("Country", "Site")
		s := &searched{ids: map[string]*string{}, others: []string{"Root"}, filter: "AttributeFilter", fields: "name parentId levelId resourceID"}
		for _, name := range []string{"Help", "Sales EU", "Sales_US"} { // a group comes after its parent
			in := &connect.CreateUserHierarchyGroupInput{InstanceId: c.instance, Name: aws.String(name), Tags: searchedTags[name]}
			if name != "Help" {
				in.ParentGroupId = s.ids["Help"]
			}
			s.ids[name] = must(c.CreateUserHierarchyGroup(ctx, in))(t).HierarchyGroupId
		}
		levels := c.describeStructure()
		s.own = map[string]string{
			where("parentId", *s.ids["Help"], "EXACT"): "Sales EU, Sales_US", where("parentId", *s.ids["Sales EU"], "EXACT"): "",
			where("levelId", *levels.LevelOne.Id, "EXACT"): "Help", where("levelId", *levels.LevelTwo.Id, "EXACT"): "Sales EU, Sales_US",
		}
		s.search = func(criteria, filter string, size *int32, token *string) ([]string, int64, *string, error) {
			out, err := c.SearchUserHierarchyGroups(ctx, &connect.SearchUserHierarchyGroupsInput{
				InstanceId: c.instance, SearchCriteria: asJSON[types.UserHierarchyGroupSearchCriteria](t, criteria), SearchFilter: asJSON[types.UserHierarchyGroupSearchFilter](t, filter), MaxResults: size, NextToken: token,
			})
			if err != nil {
				return nil, 0, nil, err
			}
			return ids(out.UserHierarchyGroups, func(g types.HierarchyGroup) *string { return g.Name }), *out.ApproximateTotalCount, out.NextToken, nil
		}
		return s
	},
	"hours of operation": func(t *testing.T, c *client) *searched {
		s := &searched{ids: map[string]*string{}, others: []string{"Basic Hours"}, filter: "TagFilter", fields: "name description timezone resourceID"}
		for name, zone := range map[string]string{"Sales EU": "Europe/Berlin", "Sales_US": "America/New_York", "Help": "Europe/Paris"} {
			in := c.newHours(name)
			in.Description, in.Tags, in.TimeZone = aws.String("For "+name), searchedTags[name], &zone
			s.ids[name] = must(c.CreateHoursOfOperation(ctx, in))(t).HoursOfOperationId
		}
		s.own = map[string]string{
			where("timezone", "Europe/Paris", "EXACT"): "Help", where("timezone", "Europe/P", "STARTS_WITH"): "Help", where("timezone", "New_", "CONTAINS"): "Sales_US",
		}
		s.search = func(criteria, filter string, size *int32, token *string) ([]string, int64, *string, error) {
			out, err := c.SearchHoursOfOperations(ctx, &connect.SearchHoursOfOperationsInput{
				InstanceId: c.instance, SearchCriteria: asJSON[types.HoursOfOperationSearchCriteria](t, criteria), SearchFilter: asJSON[types.HoursOfOperationSearchFilter](t, filter), MaxResults: size, NextToken: token,
			})
			if err != nil {
				return nil, 0, nil, err
			}
			return ids(out.HoursOfOperations, func(h types.HoursOfOperation) *string { return h.Name }), *out.ApproximateTotalCount, out.NextToken, nil
		}
		return s
	},
}

// searchedTags are the tags of the three objects.
var searchedTags = map[string]map[string]string{
	"Sales EU": {"team": "north", "shift": "day"}, "Sales_US": {"team": "north", "shift": "night"}, "Help": {"team": "south", "empty": ""},
}

// byTags are conditions on tags, with what they find. A TagFilter and an AttributeFilter
// write the combined ones in their own ways.
var byTags = []struct{ tags, attributes, want string }{
	{`{"TagCondition": {"TagKey": "team", "TagValue": "south"}}`, `{"TagCondition": {"TagKey": "team", "TagValue": "south"}}`, "Help"},
	{`{"TagCondition": {"TagKey": "team", "TagValue": "South"}}`, `{"TagCondition": {"TagKey": "team", "TagValue": "South"}}`, ""},
	{`{"TagCondition": {"TagKey": "shift"}}`, `{"TagCondition": {"TagKey": "shift"}}`, "Sales EU, Sales_US"},
	{`{"TagCondition": {"TagKey": "empty"}}`, `{"TagCondition": {"TagKey": "empty"}}`, "Help"},
	{
		`{"AndConditions": [{"TagKey": "team", "TagValue": "north"}, {"TagKey": "shift", "TagValue": "night"}]}`,
		`{"AndCondition": {"TagConditions": [{"TagKey": "team", "TagValue": "north"}, {"TagKey": "shift", "TagValue": "night"}]}}`, "Sales_US",
	},
	{
		`{"AndConditions": [{"TagKey": "team", "TagValue": "south"}, {"TagKey": "shift"}]}`,
		`{"AndCondition": {"TagConditions": [{"TagKey": "team", "TagValue": "south"}, {"TagKey": "shift"}]}}`, "",
	},
	{
		`{"OrConditions": [[{"TagKey": "team", "TagValue": "north"}, {"TagKey": "shift", "TagValue": "day"}], [{"TagKey": "team", "TagValue": "south"}]]}`,
		`{"OrConditions": [{"TagConditions": [{"TagKey": "team", "TagValue": "north"}, {"TagKey": "shift", "TagValue": "day"}]}, {"TagConditions": [{"TagKey": "team", "TagValue": "south"}]}]}`,
		"Help, Sales EU",
	},
}

// TestSearchByEachCondition tries every condition of six searches, one by one.
func TestSearchByEachCondition(t *testing.T) {
	t.Parallel()
	for kind, made := range searchKinds {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := made(t, start(t, "", sim.Options{}))
			find := func(criteria, filter, want string) {
				t.Helper()
				found, total, _, err := s.search(criteria, filter, nil, nil)
				if got := sorted(found); err != nil || got != want || total != int64(len(found)) {
					t.Errorf("%s %s: found %q of %d, %v; want %q", criteria, filter, got, total, err, want)
				}
			}
			everything := sorted(append([]string{"Help", "Sales EU", "Sales_US"}, s.others...))
			help, sales, us := where("name", "Help", "EXACT"), where("name", "Sales", "STARTS_WITH"), where("name", "US", "CONTAINS")
			for criteria, want := range map[string]string{
				"": everything, "{}": everything, and(): everything, or(): everything,
				help: "Help", where("name", "Help", ""): "Help", where("NAME", "Help", "EXACT"): "Help",
				where("name", "help", "EXACT"): "", where("name", "Hel", "EXACT"): "", where("name", "Help ", "EXACT"): "",
				sales: "Sales EU, Sales_US", where("name", "ales", "STARTS_WITH"): "", where("name", "Sales EU", "STARTS_WITH"): "Sales EU",
				us: "Sales_US", where("name", "es", "CONTAINS"): containing(everything, "es"), where("name", "ES", "CONTAINS"): "",
				// No character is a wildcard.
				where("name", "Sales%", "STARTS_WITH"): "", where("name", "s_", "CONTAINS"): "Sales_US", where("name", "Help*", "EXACT"): "",
				and(sales, us): "Sales_US", and(help, us): "", and(sales): "Sales EU, Sales_US",
				or(help, us): "Help, Sales_US", or(us): "Sales_US", or(where("name", "nobody", "EXACT"), where("name", "none", "EXACT")): "",
				and(or(help, us), sales): "Sales_US", or(and(sales, us), help): "Help, Sales_US", and(and(and(sales)), or(or(us))): "Sales_US",
				strings.TrimSuffix(sales, "}") + `, "OrConditions": [` + help + `, ` + us + `]}`:                                       "Sales_US",
				strings.TrimSuffix(or(help, us), "}") + `, "AndConditions": [` + sales + `, ` + where("name", "EU", "CONTAINS") + `]}`: "",
			} {
				find(criteria, "", want)
			}
			if s.described() {
				find(where("description", "For Help", "EXACT"), "", "Help")
				find(where("description", "For Sales", "STARTS_WITH"), "", "Sales EU, Sales_US")
				find(where("description", "r Sales E", "CONTAINS"), "", "Sales EU")
				find(and(where("description", "For", "STARTS_WITH"), us), "", "Sales_US")
			}
			if s.ids != nil {
				find(where("resourceID", *s.ids["Sales EU"], "EXACT"), "", "Sales EU")
				find(where("resourceId", *nowhere, "EXACT"), "", "")
				find(or(where("resourceID", *s.ids["Help"], "EXACT"), us), "", "Help, Sales_US")
			}
			for criteria, want := range s.own {
				find(criteria, "", want)
			}
			for _, by := range byTags {
				tags := map[string]string{"TagFilter": by.tags, "AttributeFilter": by.attributes}[s.filter]
				if filter := fmt.Sprintf(`{%q: %s}`, s.filter, tags); s.filter != "" {
					find("", filter, by.want)
					find(where("name", "nobody", "EXACT"), filter, "")
					find(sales, filter, containing(by.want, "Sales"))
				}
			}
		})
	}
}

// containing returns those of the names that contain the text.
func containing(names, text string) string {
	return sorted(slices.DeleteFunc(strings.Split(names, ", "), func(n string) bool { return !strings.Contains(n, text) }))
}

// TestSearchesRefuse tries conditions that AWS does not document.
func TestSearchesRefuse(t *testing.T) {
	t.Parallel()
	for kind, made := range searchKinds {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := made(t, start(t, "", sim.Options{}))
			refuse := func(criteria, about string) {
				t.Helper()
				_, _, _, err := s.search(criteria, "", nil, nil)
				refused(0, err)(t, invalid, about)
			}
			for _, field := range []string{"colour", "", "Description ", "username", "tags"} {
				if !strings.Contains(s.fields, field) || field == "" {
					refuse(where(field, "x", "EXACT"), "FieldName")
					refuse(and(where("name", "x", "EXACT"), or(where(field, "x", "EXACT"))), "FieldName")
				}
			}
			for field := range strings.FieldsSeq("name description state type displayOrder parentId levelId timezone associatedQueueIds resourceID") {
				if _, _, _, err := s.search(where(field, "x", "EXACT"), "", nil, nil); (err == nil) != slices.Contains(strings.Fields(s.fields), field) {
					t.Errorf("searched by %s: %v", field, err)
				}
			}
			refuse(where("name", "x", "LIKE"), "ComparisonType")
			refuse(where("name", "x", "CONTAINS"), "2 to 25")
			refuse(where("name", strings.Repeat("x", 26), "CONTAINS"), "2 to 25")
		})
	}
}

// TestSearchPages reads each search page by page: every object comes once, in the order of
// one large page, and a token belongs to its criteria.
func TestSearchPages(t *testing.T) {
	t.Parallel()
	for kind, made := range searchKinds {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := made(t, start(t, "", sim.Options{}))
			for criteria, n := range map[string]int{"": 3 + len(s.others), where("name", "Sales", "STARTS_WITH"): 2, where("name", "nobody", "EXACT"): 0} {
				whole, _, next, err := s.search(criteria, "", nil, nil)
				if err != nil || len(whole) != n || next != nil {
					t.Fatalf("%s: %v, next %v, %v", criteria, whole, aws.ToString(next), err)
				}
				for size := range int32(3) {
					var found []string
					var token *string
					for range n + 1 {
						page, total, next, err := s.search(criteria, "", aws.Int32(size+1), token)
						if err != nil || total != int64(n) || len(page) > int(size)+1 {
							t.Fatalf("%s, page of %d: %v of %d, %v", criteria, size+1, page, total, err)
						}
						found, token = append(found, page...), next
						if token == nil {
							break
						}
					}
					if !slices.Equal(found, whole) || token != nil {
						t.Errorf("%s, pages of %d: %v, want %v", criteria, size+1, found, whole)
					}
				}
			}
			_, _, next, err := s.search("", "", aws.Int32(1), nil)
			if err != nil || next == nil {
				t.Fatalf("next %v, %v", next, err)
			}
			_, _, _, err = s.search(where("name", "Sales", "STARTS_WITH"), "", aws.Int32(1), next)
			refused(0, err)(t, badRequest, "NextToken")
			_, _, _, err = s.search("", "", aws.Int32(501), nil)
			refused(0, err)(t, invalid, "MaxResults")
		})
	}
}
