package amazonconnect

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/schema"
)

// Agents can answer with any e-mail address of a queue. One of them is for outbound e-mail. The
// service lists all of them together, and marks that one. An operation of its own sets it.
//
// A change takes addresses away first, then sets the one for outbound e-mail, and adds
// addresses last. So an address that becomes the one for outbound e-mail is no longer one of
// the others, and a queue that is full has room.

// readEmails reads the detail: the address for outbound e-mail, and the other ones.
func readEmails(ctx context.Context, c *connection, id string, q *schema.Queue) error {
	q.EmailAddresses = []string{}
	list := &tokenPager[*connect.ListQueueEmailAddressesOutput]{call: func(ctx context.Context, token *string) (*connect.ListQueueEmailAddressesOutput, error) {
		return c.api.ListQueueEmailAddresses(ctx, &connect.ListQueueEmailAddressesInput{
			InstanceId: &c.instance.ID, QueueId: &id, MaxResults: aws.Int32(smallPage), NextToken: token,
		})
	}}
	err := pages(ctx, list, func(out *connect.ListQueueEmailAddressesOutput) error {
		return every(out.EmailAddressMetadataList, func(s *types.EmailAddressSummary) error {
			address, err := c.name(ctx, "email_address", s.Id)
			if s.IsDefaultOutboundEmail {
				q.OutboundEmail = address
			} else {
				q.EmailAddresses = append(q.EmailAddresses, address)
			}
			return err
		})
	})
	q.EmailAddresses = schema.SortedSet(q.EmailAddresses)
	return err
}

// createEmails gives a new queue its e-mail addresses.
func createEmails(ctx context.Context, c *connection, q *schema.Queue, in *connect.CreateQueueInput) (err error) {
	if q.OutboundEmail != "" {
		if in.OutboundEmailConfig, err = senderConfig(ctx, c, q.OutboundEmail); err != nil {
			return err
		}
	}
	if len(q.EmailAddresses) > 0 {
		in.EmailAddressesConfig, err = emailConfigs(ctx, c, q.EmailAddresses)
	}
	return err
}

// senderConfig returns the API's form of the address for outbound e-mail.
//
// Assumption: a configuration without an address takes the address away. The service documents
// no way to do that, and it refuses an empty id.
func senderConfig(ctx context.Context, c *connection, address string) (*types.OutboundEmailConfig, error) {
	id, err := c.idOrNone(ctx, "email_address", address)
	return &types.OutboundEmailConfig{OutboundEmailAddressId: id}, err
}

// emailConfigs returns the API's form of e-mail addresses.
func emailConfigs(ctx context.Context, c *connection, addresses []string) ([]types.EmailAddressConfig, error) {
	ids, err := c.ids(ctx, "email_address", addresses)
	configs := make([]types.EmailAddressConfig, len(ids))
	for i := range ids {
		configs[i].EmailAddressId = &ids[i]
	}
	return configs, err
}

// addedEmails returns the addresses that an update adds.
func addedEmails(ch change[schema.Queue]) []string {
	return without(ch.after.EmailAddresses, ch.before.EmailAddresses)
}

// droppedEmails returns the addresses that an update removes.
func droppedEmails(ch change[schema.Queue]) []string {
	return without(ch.before.EmailAddresses, ch.after.EmailAddresses)
}

// emailCalls counts the calls for the addresses of a change: one call takes as many as a queue
// can have.
func emailCalls(of func(change[schema.Queue]) []string) func(change[schema.Queue]) int {
	return func(ch change[schema.Queue]) int { return min(1, len(of(ch))) }
}

// updateQueueSender sets the address for outbound e-mail.
func updateQueueSender(ctx context.Context, c *connection, ch change[schema.Queue]) error {
	config, err := senderConfig(ctx, c, ch.after.OutboundEmail)
	if err != nil {
		return err
	}
	_, err = c.api.UpdateQueueOutboundEmailConfig(ctx, &connect.UpdateQueueOutboundEmailConfigInput{
		InstanceId: &c.instance.ID, QueueId: &ch.id, OutboundEmailConfig: config,
	})
	return err
}

// associateEmails adds e-mail addresses.
func associateEmails(ctx context.Context, c *connection, ch change[schema.Queue]) error {
	configs, err := emailConfigs(ctx, c, addedEmails(ch))
	if err != nil {
		return err
	}
	_, err = c.api.AssociateQueueEmailAddresses(ctx, &connect.AssociateQueueEmailAddressesInput{
		InstanceId: &c.instance.ID, QueueId: &ch.id, EmailAddressesConfig: configs,
	})
	return err
}

// disassociateEmails removes e-mail addresses.
func disassociateEmails(ctx context.Context, c *connection, ch change[schema.Queue]) error {
	ids, err := c.ids(ctx, "email_address", droppedEmails(ch))
	if err != nil {
		return err
	}
	_, err = c.api.DisassociateQueueEmailAddresses(ctx, &connect.DisassociateQueueEmailAddressesInput{
		InstanceId: &c.instance.ID, QueueId: &ch.id, EmailAddressesId: ids,
	})
	return err
}
