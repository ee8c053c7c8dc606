package sim

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
