package sim

import (
	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// flows are the flows that a new instance has. They can be read, but neither made nor
// changed: no other kind needs more.
var flows = &store.Kind{
	Word: "contact-flow", Noun: "flow", ResourceType: "CONTACT_FLOW",
	ID: "ContactFlowId", ARN: "ContactFlowArn", Name: "Name", View: "ContactFlow",
	Show: func(_ *store.Tx, _ *store.Object, v api.Members) error {
		v["Content"], v["State"], v["Status"] = emptyFlow, v["ContactFlowState"], v["ContactFlowStatus"]
		v["Type"] = v["ContactFlowType"]
		return nil
	},
}

// flowSimulation is what is simulated of flows.
var flowSimulation = simulation{
	kind: flows,
	operations: map[string]operation{
		"ListContactFlows":    reads(listFlows),
		"DescribeContactFlow": reads(describe(flows)),
	},
}

// emptyFlow is a flow that ends at once, in the flow language.
const emptyFlow = `{"Version":"2019-10-30","StartAction":"end","Actions":[{"Identifier":"end","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`

// defaultFlows are the flows that every instance has, by name, with their types
// (administrator guide, "Default flows").
var defaultFlows = map[string]string{
	"Default agent hold":       "AGENT_HOLD",
	"Default agent transfer":   "AGENT_TRANSFER",
	"Default agent whisper":    "AGENT_WHISPER",
	"Default customer hold":    "CUSTOMER_HOLD",
	"Default customer queue":   "CUSTOMER_QUEUE",
	"Default customer whisper": "CUSTOMER_WHISPER",
	"Default outbound":         "OUTBOUND_WHISPER",
	"Default queue transfer":   "QUEUE_TRANSFER",
}

// modules are the flow modules of the instance. They can be read, but neither made nor
// changed.
var modules = &store.Kind{
	Word: "flow-module", Noun: "flow module", ResourceType: "CONTACT_FLOW_MODULE",
	ID: "ContactFlowModuleId", ARN: "ContactFlowModuleArn", Name: "Name", View: "ContactFlowModule",
}

// moduleSimulation is what is simulated of flow modules.
var moduleSimulation = simulation{
	kind: modules,
	operations: map[string]operation{
		"ListContactFlowModules": reads(listModules),
	},
}

// defaultModules are the flow modules of a simulated instance, so that there are some to
// choose from. A real instance begins without any.
var defaultModules = []string{"Sample authentication", "Sample order lookup"}

// numbers are the phone numbers of the instance.
var numbers = &store.Kind{
	Word: "phone-number", AccountWide: true, Noun: "phone number", ResourceType: "PHONE_NUMBER",
	ID: "PhoneNumberId", ARN: "PhoneNumberArn", Name: "PhoneNumber",
}

// numberSimulation is what is simulated of phone numbers.
var numberSimulation = simulation{
	kind: numbers,
	operations: map[string]operation{
		"ListPhoneNumbersV2": reads(listNumbers),
	},
}

// defaultNumbers are the phone numbers of a simulated instance, so that there are some to
// choose from. Nobody can be called on them, as Ofcom reserves them for drama. A real
// instance begins without numbers.
var defaultNumbers = []string{"+441632960001", "+441632960002", "+441632960003"}

// outside are the flows, flow modules, numbers and e-mail addresses of a new instance.
func outside() []*store.Object {
	var all []*store.Object
	for name, typ := range defaultFlows {
		all = append(all, &store.Object{Kind: flows, Body: api.Members{
			"Name": name, "ContactFlowType": typ, "ContactFlowState": "ACTIVE", "ContactFlowStatus": "PUBLISHED",
		}})
	}
	for _, module := range defaultModules {
		all = append(all, &store.Object{Kind: modules, Body: api.Members{"Name": module, "State": "ACTIVE", "Status": "PUBLISHED"}})
	}
	for _, number := range defaultNumbers {
		all = append(all, &store.Object{Kind: numbers, Body: api.Members{
			"PhoneNumber": number, "PhoneNumberCountryCode": "GB", "PhoneNumberType": "DID",
		}})
	}
	for address, name := range defaultEmails {
		all = append(all, &store.Object{Kind: emails, Body: api.Members{"EmailAddress": address, "DisplayName": name}})
	}
	return all
}

func listFlows(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	types := store.OneOf(store.Member("ContactFlowType"), api.Texts(in, "ContactFlowTypes"))
	return listObjects(t, operation, in, "ContactFlowSummaryList", store.Select(types, flows))
}

func listModules(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	var states []string
	if s := api.Text(in, "ContactFlowModuleState"); s != "" {
		states = []string{s}
	}
	where := store.OneOf(store.Member("State"), states)
	return listObjects(t, operation, in, "ContactFlowModulesSummaryList", store.Select(where, modules))
}

// listNumbers answers a page of the phone numbers. The instance is named by its id or
// as the target; without either, all numbers are asked for, which is the same here.
func listNumbers(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	if ref := api.Text(in, "TargetArn"); api.Has(in, "TargetArn") && ref != t.Instance.ARN {
		return nil, api.NotFound("instance", ref)
	}
	where := []store.Condition{store.Where(store.Column("name"), "instr(%s, ?) = 1", api.Text(in, "PhoneNumberPrefix"))}
	for list, path := range map[string]string{"PhoneNumberCountryCodes": "PhoneNumberCountryCode", "PhoneNumberTypes": "PhoneNumberType"} {
		where = append(where, store.OneOf(store.Member(path), api.Texts(in, list)))
	}
	page, next, err := store.Page(t, operation, in, store.Select(store.Join("AND", where), numbers))
	if err != nil {
		return nil, err
	}
	out := make([]any, len(page))
	for i, o := range page {
		v := t.Base(o)
		v["TargetArn"], v["InstanceId"] = t.Instance.ARN, t.Instance.ID
		out[i] = v
	}
	return store.Paged(api.Members{"ListPhoneNumbersSummaryList": out}, next), nil
}
