package sim

import (
	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// emails are the e-mail addresses of the instance. They can be read, but neither made nor
// changed.
var emails = &store.Kind{
	Word: "email-address", Noun: "email address", ResourceType: "EMAIL_ADDRESS",
	ID: "EmailAddressId", ARN: "EmailAddressArn", Name: "EmailAddress",
}

// emailSimulation is what is simulated of e-mail addresses.
var emailSimulation = simulation{
	kind: emails,
	operations: map[string]operation{
		"SearchEmailAddresses": searches(searching("EmailAddresses", emailFields, nil, emails)),
	},
}

// emailFields are what SearchEmailAddresses can search by.
//
// Assumption: the texts of an answer. The documentation names no field.
var emailFields = map[string]store.Field{
	"emailaddress": store.Column("name"),
	"description":  store.Member("Description"),
	"displayname":  store.Member("DisplayName"),
	"resourceid":   store.Column("id"),
}

// defaultEmails are the e-mail addresses of a simulated instance, so that there are some to
// choose from. Nobody can get e-mail there, as example.com is reserved. A real instance begins
// without addresses.
var defaultEmails = map[string]string{
	"sales@example.com": "Sales", "help@example.com": "Help", "billing@example.com": "Billing", "o'neil+<b>@example.com": "Mx O'Neil",
}

const (
	queueEmails    = "EmailAddressesConfig" // of a queue
	emailsModified = "emailAddressesChanged"
	queueSender    = "OutboundEmailConfig"
	senderID       = "OutboundEmailAddressId"
)

// tidyEmails keeps each address of a queue once, and returns how many there are besides the one
// for outbound e-mail. An address has to exist: see the references of queues.
//
// Assumption: an OutboundEmailConfig without an address takes the address away.
func tidyEmails(t *store.Tx, o *store.Object) (others int) {
	sender := t.IDOf(emails, api.Text(api.Sub(o.Body, queueSender), senderID))
	if sender == "" {
		delete(o.Body, queueSender)
	}
	kept := []any{}
	seen := map[string]bool{}
	for _, e := range api.List(o.Body, queueEmails) {
		id := t.IDOf(emails, api.Text(e.(api.Members), "EmailAddressId"))
		if seen[id] {
			continue
		}
		seen[id] = true
		kept = append(kept, api.Members{"EmailAddressId": id})
		if id != sender {
			others++
		}
	}
	o.Body[queueEmails] = kept
	return others
}

// limitEmails refuses a queue with too many e-mail addresses.
func limitEmails(t *store.Tx, o *store.Object) error {
	if others := tidyEmails(t, o); others > emailsPerQueue {
		return api.LimitExceeded("The queue would have %d e-mail addresses besides the one for outbound e-mail, and the most is %d.", others, emailsPerQueue)
	}
	return nil
}

// associateEmails is AssociateQueueEmailAddresses.
//
// Assumption: to associate an address again changes nothing and succeeds.
func associateEmails(t *store.Tx, _ string, in api.Members) (api.Members, error) {
	return changeEmails(t, in, func(o *store.Object) error {
		o.Body[queueEmails] = append(api.List(o.Body, queueEmails), api.List(in, queueEmails)...)
		return limitEmails(t, o)
	})
}

// disassociateEmails is DisassociateQueueEmailAddresses.
//
// Assumption: an address that is not associated is ignored, and the address for outbound e-mail
// stays that.
func disassociateEmails(t *store.Tx, _ string, in api.Members) (api.Members, error) {
	dropped := map[string]bool{}
	for _, ref := range api.Texts(in, "EmailAddressesId") {
		found, err := t.Find(emails, ref)
		if err != nil {
			return nil, err
		}
		dropped[found.ID] = true
	}
	return changeEmails(t, in, func(o *store.Object) error {
		kept := []any{}
		for _, e := range api.List(o.Body, queueEmails) {
			if !dropped[api.Text(e.(api.Members), "EmailAddressId")] {
				kept = append(kept, e)
			}
		}
		o.Body[queueEmails] = kept
		return nil
	})
}

// changeEmails changes the e-mail addresses of a queue.
func changeEmails(t *store.Tx, in api.Members, change func(o *store.Object) error) (api.Members, error) {
	o, err := t.Find(queues, api.Text(in, "QueueId"))
	if err != nil {
		return nil, err
	}
	if err := change(o); err != nil {
		return nil, err
	}
	o.Body[emailsModified] = float64(t.Now().UnixMilli())
	return nil, t.Save(o)
}

// listEmails answers a page of a queue's e-mail addresses, in order of their ids. The one for
// outbound e-mail is among them.
func listEmails(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	o, err := t.Find(queues, api.Text(in, "QueueId"))
	if err != nil {
		return nil, err
	}
	sender := api.Text(api.Sub(o.Body, queueSender), senderID)
	ids := []string{}
	if sender != "" {
		ids = append(ids, sender)
	}
	for _, e := range api.List(o.Body, queueEmails) {
		ids = append(ids, api.Text(e.(api.Members), "EmailAddressId"))
	}
	var entries []store.Entry
	for _, id := range api.SortedSet(ids) {
		entries = append(entries, store.Entry{Key: id.(string), Value: api.Members{
			"Id": id, "Arn": t.ARN(emails, id.(string)), "IsDefaultOutboundEmail": id == sender,
		}})
	}
	page, next, err := store.PageOfEntries(t, operation, in, entries)
	if err != nil {
		return nil, err
	}
	answer := store.Paged(api.Members{"EmailAddressMetadataList": page}, next)
	modified := int64(api.Number(o.Body, emailsModified))
	store.SetDate(t, answer, max(modified, o.Modified))
	return answer, nil
}
