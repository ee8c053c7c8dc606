package sim

import "strconv"

// instanceWord is the stored kind of the instance itself, whose ARN has no word
// after the instance's id.
const instanceWord = "instance"

var instances = &kind{
	word: instanceWord, noun: "instance", resourceType: "INSTANCE",
	id: "InstanceId", arn: "InstanceArn", name: "InstanceAlias", view: "Instance",
}

// listInstances answers the one instance there is. Its pages hold at most 10,
// so there is never a second one.
func listInstances(t *tx, operation string, in members) (members, error) {
	return t.summaries(operation, in, "InstanceSummaryList", selection{[]*kind{instances}, always})
}

// toggles are the features of the instance that are on; no operation here changes one.
//
// Assumption: a new instance has those that CreateInstance asks for and those that
// hashicorp/aws takes for its defaults.
var toggles = map[string]bool{
	"INBOUND_CALLS": true, "OUTBOUND_CALLS": true, "CONTACT_LENS": true, "AUTO_RESOLVE_BEST_VOICES": true, "EARLY_MEDIA": true,
}

// describeInstanceAttribute says whether one is on. Terraform's data source of an
// instance asks for each.
func describeInstanceAttribute(_ *tx, _ string, in members) (members, error) {
	name := text(in, "AttributeType")
	return members{"Attribute": members{"AttributeType": name, "Value": strconv.FormatBool(toggles[name])}}, nil
}

// newInstance is the description of a new instance.
func newInstance(i Instance, created int64) *object {
	return &object{kind: instances, id: i.ID, name: i.Alias, modified: created, body: members{
		"IdentityManagementType": i.Identity,
		"InstanceAlias":          i.Alias,
		"CreatedTime":            seconds(created),
		"ServiceRole": "arn:aws:iam::" + i.Account +
			":role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect_" + i.ID[:8],
		"InstanceStatus":       "ACTIVE",
		"InboundCallsEnabled":  true,
		"OutboundCallsEnabled": true,
		"InstanceAccessUrl":    "https://" + i.Alias + ".my.connect.aws",
	}}
}
