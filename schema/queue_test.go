package schema_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/callwright/callwright/schema"
)

// TestQueueEmails checks that the address for outbound e-mail is not one of the others, whether
// the block writes it or the live queue has it.
func TestQueueEmails(t *testing.T) {
	t.Parallel()
	all := []string{"a@example.com", "b@example.com"}
	live := &schema.Resource{Body: &schema.Queue{OutboundEmail: "a@example.com"}, Live: &schema.Live{}}
	for _, test := range []struct {
		name     string
		outbound string
		given    bool
		live     *schema.Resource
		want     []string
	}{
		{"a new queue", "b@example.com", true, nil, []string{"a@example.com"}},
		{"a new queue without one", "", false, nil, all},
		{"written", "b@example.com", true, live, []string{"a@example.com"}},
		{"not written, so it stays", "", false, live, []string{"b@example.com"}},
		{"taken away", "", true, live, all},
	} {
		k := kindNamed(t, "queue")
		want := &schema.Resource{Kind: k, Body: &schema.Queue{OutboundEmail: test.outbound, EmailAddresses: append([]string{}, all...)}, Given: k.Set("email_addresses")}
		if test.given {
			want.Given = want.Given.Union(k.Set("outbound_email"))
		}
		got := schema.Complete(want, test.live).Body.(*schema.Queue).EmailAddresses
		if diff := cmp.Diff(test.want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: addresses mismatch (-want +got):\n%s", test.name, diff)
		}
		if diff := cmp.Diff(all, want.Body.(*schema.Queue).EmailAddresses); diff != "" {
			t.Errorf("%s: Complete() changed its argument (-want +got):\n%s", test.name, diff)
		}
	}
}
