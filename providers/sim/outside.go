package sim

// flows are the flows that a new instance has. They can be read, and neither made nor
// changed: no kind that is simulated needs more.
var flows = &kind{
	word: "contact-flow", noun: "flow", resourceType: "CONTACT_FLOW",
	id: "ContactFlowId", arn: "ContactFlowArn", name: "Name", view: "ContactFlow",
	show: func(_ *tx, _ *object, v members) error {
		v["Content"], v["State"], v["Status"] = emptyFlow, v["ContactFlowState"], v["ContactFlowStatus"]
		v["Type"] = v["ContactFlowType"]
		return nil
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

const numberWord = "phone-number"

// numbers are the phone numbers of the instance.
var numbers = &kind{
	word: numberWord, noun: "phone number", resourceType: "PHONE_NUMBER",
	id: "PhoneNumberId", arn: "PhoneNumberArn", name: "PhoneNumber",
}

// defaultNumbers are the phone numbers that a simulated instance has, so that there
// are some to show: none can be called, as Ofcom reserves them for drama. A real one
// begins with none.
var defaultNumbers = []string{"+441632960001", "+441632960002", "+441632960003"}

// outside are the flows and numbers of a new instance.
func outside() []*object {
	var all []*object
	for name, typ := range defaultFlows {
		all = append(all, &object{kind: flows, body: members{
			"Name": name, "ContactFlowType": typ, "ContactFlowState": "ACTIVE", "ContactFlowStatus": "PUBLISHED",
		}})
	}
	for _, number := range defaultNumbers {
		all = append(all, &object{kind: numbers, body: members{
			"PhoneNumber": number, "PhoneNumberCountryCode": "GB", "PhoneNumberType": "DID",
		}})
	}
	return all
}

func listFlows(t *tx, operation string, in members) (members, error) {
	var types []condition
	for _, v := range texts(in, "ContactFlowTypes") {
		types = append(types, condition{member("ContactFlowType")("%s = ?"), []any{v}})
	}
	return t.summaries(operation, in, "ContactFlowSummaryList", selection{[]*kind{flows}, join("OR", types)})
}

// listNumbers answers a page of the phone numbers. The instance is named by its id or
// as the target; without either, all numbers are asked for, which is the same here.
func listNumbers(t *tx, operation string, in members) (members, error) {
	if ref := text(in, "TargetArn"); has(in, "TargetArn") && ref != t.server.instance.ARN {
		return nil, notFound("instance", ref)
	}
	where := []condition{{column("name")("instr(%s, ?) = 1"), []any{text(in, "PhoneNumberPrefix")}}}
	for list, path := range map[string]string{"PhoneNumberCountryCodes": "PhoneNumberCountryCode", "PhoneNumberTypes": "PhoneNumberType"} {
		var either []condition
		for _, v := range texts(in, list) {
			either = append(either, condition{member(path)("%s = ?"), []any{v}})
		}
		where = append(where, join("OR", either))
	}
	page, next, err := t.page(operation, in, selection{[]*kind{numbers}, join("AND", where)})
	if err != nil {
		return nil, err
	}
	out := make([]any, len(page))
	for i, o := range page {
		v := t.base(o)
		v["TargetArn"], v["InstanceId"] = t.server.instance.ARN, t.server.instance.ID
		out[i] = v
	}
	return paged(members{"ListPhoneNumbersSummaryList": out}, next), nil
}
