package sim

import (
	"strconv"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

var instances = &store.Kind{
	Word: store.InstanceWord, Noun: "instance", ResourceType: "INSTANCE",
	ID: "InstanceId", ARN: "InstanceArn", Name: "InstanceAlias", View: "Instance",
}

// instanceSimulation is what is simulated of the instance.
var instanceSimulation = simulation{
	kind: instances,
	operations: map[string]operation{
		"DescribeInstance":          reads(describe(instances)),
		"DescribeInstanceAttribute": reads(describeInstanceAttribute),
		"ListInstances":             reads(listInstances),
	},
}

// listInstances answers the one instance there is. Its pages hold at most 10,
// so there is never a second one.
func listInstances(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	return listObjects(t, operation, in, "InstanceSummaryList", store.Select(store.Always, instances))
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
func describeInstanceAttribute(_ *store.Tx, _ string, in api.Members) (api.Members, error) {
	name := api.Text(in, "AttributeType")
	return api.Members{"Attribute": api.Members{"AttributeType": name, "Value": strconv.FormatBool(toggles[name])}}, nil
}

// newInstance is the description of a new instance.
func newInstance(i store.Instance, created int64) *store.Object {
	return &store.Object{Kind: instances, ID: i.ID, Name: i.Alias, Modified: created, Body: api.Members{
		"IdentityManagementType": i.Identity,
		"InstanceAlias":          i.Alias,
		"CreatedTime":            store.Seconds(created),
		"ServiceRole": "arn:aws:iam::" + i.Account +
			":role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect_" + i.ID[:8],
		"InstanceStatus":       "ACTIVE",
		"InboundCallsEnabled":  true,
		"OutboundCallsEnabled": true,
		"InstanceAccessUrl":    "https://" + i.Alias + ".my.connect.aws",
	}}
}
