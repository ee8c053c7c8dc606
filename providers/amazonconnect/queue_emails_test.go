package amazonconnect_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// TestQueueEmails checks the calls for a change of e-mail addresses. An address that becomes the
// one for outbound e-mail is taken out of the others first, and new ones come last.
func TestQueueEmails(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	made := &schema.Queue{Name: "Sales", HoursOfOperation: "Basic Hours", OutboundEmail: "sales@example.com", EmailAddresses: []string{"billing@example.com", "help@example.com"}}
	live := c.create(schematest.Of("queue", made, "name", "hours_of_operation", "outbound_email", "email_addresses"))
	if diff := cmp.Diff([]string{"CreateQueue"}, c.writes()); diff != "" {
		t.Errorf("calls of a creation mismatch (-want +got):\n%s", diff)
	}
	for _, test := range []struct {
		name, outbound string
		others         []string
		attrs, calls   []string
	}{
		{
			"another one for outbound e-mail", "help@example.com",
			[]string{"billing@example.com", "sales@example.com"},
			[]string{"outbound_email", "email_addresses"},
			[]string{"DisassociateQueueEmailAddresses", "UpdateQueueOutboundEmailConfig", "AssociateQueueEmailAddresses"},
		},
		{"none for outbound e-mail", "", []string{"billing@example.com", "sales@example.com"}, []string{"outbound_email"}, []string{"UpdateQueueOutboundEmailConfig"}},
		{"one less", "", []string{"sales@example.com"}, []string{"email_addresses"}, []string{"DisassociateQueueEmailAddresses"}},
		{"one more", "", []string{"billing@example.com", "sales@example.com"}, []string{"email_addresses"}, []string{"AssociateQueueEmailAddresses"}},
	} {
		live = c.read(live)
		want := live.Clone()
		q := want.Body.(*schema.Queue)
		q.OutboundEmail, q.EmailAddresses = test.outbound, test.others
		c.forget()
		c.update(live, want, test.attrs...)
		if diff := cmp.Diff(test.calls, c.writes()); diff != "" {
			t.Errorf("%s: calls mismatch (-want +got):\n%s", test.name, diff)
		}
		got := c.read(live).Body.(*schema.Queue)
		if diff := cmp.Diff(q, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: queue mismatch (-want +got):\n%s", test.name, diff)
		}
	}
}
