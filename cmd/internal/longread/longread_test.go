package longread_test

import (
	"testing"
	"time"

	"github.com/callwright/callwright/cmd/internal/longread"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

func TestSentence(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		kind    string
		attrs   []string
		objects int
		takes   time.Duration
		rate    float64
		ops     []string
		stamped bool
		want    string
	}{
		{
			"user",
			[]string{"email"},
			10_000, 4997 * time.Second, 2,
			[]string{"DescribeUser"},
			true,
			"Reading the e-mail addresses of 10,000 users takes about 83 minutes: Amazon Connect tells them only one user at a time (DescribeUser), 2 calls a second. After the next apply, plans read only those of users that changed.",
		},
		{
			"user",
			[]string{"email", "secondary_email", "mobile", "channels.voice.after_contact_work", "proficiencies"},
			1_000_000, 30 * time.Hour, 9.2,
			[]string{"DescribeUser", "ListUserProficiencies"},
			false,
			"Reading the e-mail addresses, mobile numbers, after-contact work times and proficiencies of 1,000,000 users takes about 30 hours: Amazon Connect tells them only one user at a time (DescribeUser and ListUserProficiencies), 9.2 calls a second.",
		},
		{
			"routing_profile",
			[]string{"queues", "manual_assignment_queues"},
			500, 248 * time.Second, 2,
			[]string{"ListRoutingProfileQueues", "ListRoutingProfileManualAssignmentQueues"},
			false,
			"Reading the queues and manual assignment queues of 500 routing profiles takes about 4 minutes: Amazon Connect tells them only one routing profile at a time (ListRoutingProfileQueues and ListRoutingProfileManualAssignmentQueues), 2 calls a second.",
		},
		{
			"security_profile",
			[]string{"permissions", "applications", "flow_modules", "access_control_tags", "hierarchy_restricted_resources", "data_table_access"},
			30, 13 * time.Second, 2,
			[]string{"ListSecurityProfilePermissions", "DescribeSecurityProfile"},
			false,
			"Reading the permissions, restrictions, applications, flow modules and access to data tables of 30 security profiles takes about 13 seconds: Amazon Connect tells them only one security profile at a time (ListSecurityProfilePermissions and DescribeSecurityProfile), 2 calls a second.",
		},
		{
			"hours_of_operation",
			[]string{"overrides"},
			300, 148 * time.Second, 0.5,
			[]string{"ListHoursOfOperationOverrides"},
			false,
			"Reading the overrides of 300 hours of operation takes about 2 minutes: Amazon Connect tells them only one set of hours at a time (ListHoursOfOperationOverrides), 0.5 calls a second.",
		},
		{
			"queue",
			[]string{"quick_connects", "outbound_email", "email_addresses"},
			2000, 20 * time.Second, 100,
			[]string{"ListQueueQuickConnects"},
			false,
			"Reading the quick connects and e-mail addresses of 2,000 queues takes about 20 seconds: Amazon Connect tells them only one queue at a time (ListQueueQuickConnects), 100 calls a second.",
		},
		{
			"agent_status",
			[]string{"description"},
			1, 20 * time.Second, 0.04,
			[]string{"DescribeAgentStatus"},
			false,
			"Reading the description of 1 agent status takes about 20 seconds: Amazon Connect tells them only one agent status at a time (DescribeAgentStatus), 0.04 calls a second.",
		},
	} {
		k := schema.MustKind(test.kind)
		got := longread.Sentence(providers.OneByOne{
			Kind: k, Attrs: k.Set(test.attrs...), Operations: test.ops, Objects: test.objects, PerSecond: test.rate, Takes: test.takes, Stamped: test.stamped,
		})
		if got != test.want {
			t.Errorf("Sentence() is\n%s\nwant\n%s", got, test.want)
		}
	}
}
