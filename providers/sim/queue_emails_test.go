package sim_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/sim"
)

// emailIDs returns the ids of the instance's e-mail addresses.
func (c *client) emailIDs() map[string]*string {
	c.Helper()
	out := must(c.SearchEmailAddresses(ctx, &connect.SearchEmailAddressesInput{InstanceId: c.instance}))(c)
	ids := map[string]*string{}
	for _, e := range out.EmailAddresses {
		ids[*e.EmailAddress] = e.EmailAddressId
	}
	return ids
}

// emailsOf lists the e-mail addresses of a queue. The one for outbound e-mail is marked.
func (c *client) emailsOf(queue *string) string {
	c.Helper()
	byID := map[string]string{}
	for address, id := range c.emailIDs() {
		byID[*id] = address
	}
	out := must(c.ListQueueEmailAddresses(ctx, &connect.ListQueueEmailAddressesInput{InstanceId: c.instance, QueueId: queue}))(c)
	if out.LastModifiedTime == nil {
		c.Error("ListQueueEmailAddresses answers no time")
	}
	var list []string
	for _, e := range out.EmailAddressMetadataList {
		address := byID[*e.Id]
		if *e.Arn != *c.arn("email-address", e.Id) {
			c.Errorf("the ARN of %s is %s", address, *e.Arn)
		}
		if e.IsDefaultOutboundEmail {
			address += "!"
		}
		list = append(list, address)
	}
	return sorted(list)
}

// A queue has e-mail addresses that agents can choose from, and one for outbound e-mail. A list
// has all of them.
func TestQueueEmailAddresses(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	ids := c.emailIDs()
	sales, help, billing := ids["sales@example.com"], ids["help@example.com"], ids["billing@example.com"]
	in := c.newQueue("Premium")
	in.OutboundEmailConfig = &types.OutboundEmailConfig{OutboundEmailAddressId: c.arn("email-address", sales)}
	in.EmailAddressesConfig = []types.EmailAddressConfig{{EmailAddressId: help}, {EmailAddressId: help}}
	id := must(c.CreateQueue(ctx, in))(t).QueueId
	want := func(reason, list string) {
		t.Helper()
		if got := c.emailsOf(id); got != list {
			t.Errorf("%s: %q, want %q", reason, got, list)
		}
	}
	want("a new queue", "help@example.com, sales@example.com!")
	sender := func(of *string) (*connect.UpdateQueueOutboundEmailConfigOutput, error) {
		return c.UpdateQueueOutboundEmailConfig(ctx, &connect.UpdateQueueOutboundEmailConfigInput{
			InstanceId: c.instance, QueueId: id, OutboundEmailConfig: &types.OutboundEmailConfig{OutboundEmailAddressId: of},
		})
	}
	add := func(queue *string, of ...*string) (*connect.AssociateQueueEmailAddressesOutput, error) {
		in := &connect.AssociateQueueEmailAddressesInput{InstanceId: c.instance, QueueId: queue}
		for _, e := range of {
			in.EmailAddressesConfig = append(in.EmailAddressesConfig, types.EmailAddressConfig{EmailAddressId: e})
		}
		return c.AssociateQueueEmailAddresses(ctx, in)
	}
	drop := func(queue *string, of ...string) (*connect.DisassociateQueueEmailAddressesOutput, error) {
		return c.DisassociateQueueEmailAddresses(ctx, &connect.DisassociateQueueEmailAddressesInput{InstanceId: c.instance, QueueId: queue, EmailAddressesId: of})
	}
	must(add(id, billing, help))(t)
	want("another address", "billing@example.com, help@example.com, sales@example.com!")
	described := must(c.DescribeQueue(ctx, &connect.DescribeQueueInput{InstanceId: c.instance, QueueId: id}))(t).Queue
	if *described.OutboundEmailConfig.OutboundEmailAddressId != *sales {
		t.Errorf("DescribeQueue answers the outbound address %s", *described.OutboundEmailConfig.OutboundEmailAddressId)
	}
	must(sender(help))(t)
	want("another one for outbound e-mail", "billing@example.com, help@example.com!")
	must(drop(id, *help, *billing, *sales))(t)
	want("what is dropped; the one for outbound e-mail stays", "help@example.com!")
	must(sender(nil))(t)
	want("none for outbound e-mail", "")

	refused(add(id, nowhere))(t, notFound, "email address")
	refused(add(nowhere, help))(t, notFound, "queue")
	refused(drop(id, *nowhere))(t, notFound, "email address")
	refused(drop(nowhere, *help))(t, notFound, "queue")
	refused(sender(nowhere))(t, notFound, "email address")
	refused(sender(aws.String("")))(t, invalid, "OutboundEmailAddressId")
	refused(c.UpdateQueueOutboundEmailConfig(ctx, &connect.UpdateQueueOutboundEmailConfigInput{InstanceId: c.instance, QueueId: nowhere, OutboundEmailConfig: &types.OutboundEmailConfig{}}))(t, notFound, "queue")
	refused(c.ListQueueEmailAddresses(ctx, &connect.ListQueueEmailAddressesInput{InstanceId: c.instance, QueueId: nowhere}))(t, notFound, "queue")
	refused(c.ListQueueEmailAddresses(ctx, &connect.ListQueueEmailAddressesInput{InstanceId: c.instance, QueueId: id, MaxResults: aws.Int32(101)}))(t, invalid, "MaxResults")
}

// A queue has at most 49 e-mail addresses besides the one for outbound e-mail.
func TestEmailAddressesPerQueue(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	for i := range 47 {
		if err := c.sim.AddEmails(fmt.Sprintf("desk%d@example.com", i)); err != nil {
			t.Fatal(err)
		}
	}
	var all []types.EmailAddressConfig
	for _, id := range c.emailIDs() {
		all = append(all, types.EmailAddressConfig{EmailAddressId: id})
	}
	id := c.makeQueue("Premium")
	add := func(list []types.EmailAddressConfig) (*connect.AssociateQueueEmailAddressesOutput, error) {
		return c.AssociateQueueEmailAddresses(ctx, &connect.AssociateQueueEmailAddressesInput{InstanceId: c.instance, QueueId: id, EmailAddressesConfig: list})
	}
	refused(add(all))(t, invalid, "EmailAddressesConfig")
	refused(add(all[:50]))(t, limitExceeded, "49")
	must(c.UpdateQueueOutboundEmailConfig(ctx, &connect.UpdateQueueOutboundEmailConfigInput{
		InstanceId: c.instance, QueueId: id, OutboundEmailConfig: &types.OutboundEmailConfig{OutboundEmailAddressId: all[0].EmailAddressId},
	}))(t)
	must(add(all[:50]))(t)
	refused(add(all[50:]))(t, limitExceeded, "49")
	in := c.newQueue("Gold")
	in.EmailAddressesConfig = all[:50]
	refused(c.CreateQueue(ctx, in))(t, limitExceeded, "49")
}

// TestSearchEmailAddresses searches e-mail addresses by every condition of the model.
func TestSearchEmailAddresses(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	of := func(field, value string, how types.StringComparisonType) types.EmailAddressSearchCriteria {
		return types.EmailAddressSearchCriteria{StringCondition: text(field, value, how)}
	}
	const exact, starts, contains = types.StringComparisonTypeExact, types.StringComparisonTypeStartsWith, types.StringComparisonTypeContains
	either := []types.EmailAddressSearchCriteria{of("EmailAddress", "sales", starts), of("DisplayName", "Help", exact)}
	for _, test := range []struct {
		reason   string
		criteria types.EmailAddressSearchCriteria
		want     string
	}{
		{"no condition", types.EmailAddressSearchCriteria{}, "billing@example.com, help@example.com, o'neil+<b>@example.com, sales@example.com"},
		{"address", of("EmailAddress", "sales@example.com", exact), "sales@example.com"},
		{"part of an address", of("emailaddress", "+<b>", contains), "o'neil+<b>@example.com"},
		{"id", of("resourceId", *c.emailIDs()["help@example.com"], exact), "help@example.com"},
		{"description", of("Description", "x", exact), ""},
		{"or", types.EmailAddressSearchCriteria{OrConditions: either}, "help@example.com, sales@example.com"},
		{"and", types.EmailAddressSearchCriteria{AndConditions: either}, ""},
	} {
		out := must(c.SearchEmailAddresses(ctx, &connect.SearchEmailAddressesInput{InstanceId: c.instance, SearchCriteria: &test.criteria}))(t)
		var found []string
		for _, e := range out.EmailAddresses {
			found = append(found, *e.EmailAddress)
		}
		if got := sorted(found); got != test.want || *out.ApproximateTotalCount != int64(len(found)) {
			t.Errorf("%s: found %q, want %q", test.reason, got, test.want)
		}
	}
	team := tagged("team", "north")
	if out := must(c.SearchEmailAddresses(ctx, &connect.SearchEmailAddressesInput{
		InstanceId: c.instance, SearchFilter: &types.EmailAddressSearchFilter{TagFilter: &types.ControlPlaneTagFilter{TagCondition: &team}},
	}))(t); len(out.EmailAddresses) != 0 {
		t.Errorf("by a tag: found %v", out.EmailAddresses)
	}
	colour := of("colour", "x", exact)
	refused(c.SearchEmailAddresses(ctx, &connect.SearchEmailAddressesInput{InstanceId: c.instance, SearchCriteria: &colour}))(t, invalid, "colour")
}
