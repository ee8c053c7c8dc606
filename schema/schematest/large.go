package schematest

import (
	"fmt"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// largeCentre describes a contact centre whose users are in users.csv. A plan may delete them all.
const largeCentre = `
callwright {
  stack  = "large"
  limits = { deletes = 1000000, percent = 100 }
}
provider "amazonconnect" {
  instance = "large"
  region   = "eu-west-2"
}
hours_of_operation "always" {
  name      = "Always"
  time_zone = "UTC"
}
queue "sales" {
  name               = "Sales"
  hours_of_operation = hours_of_operation.always
}
routing_profile "agent" {
  for_each               = toset(["Calls", "Chats"])
  name                   = each.key
  description            = "Agents"
  channels               = { voice = 1 }
  default_outbound_queue = queue.sales
}
security_profile "agent" { name = "Agents" }
hierarchy_group "emea" { name = "EMEA" }
user "agents" {
  for_each          = { for r in csvdecode(file("users.csv")) : r.username => r }
  username          = each.key
  first_name        = each.value.first_name
  last_name         = each.value.last_name
  email             = each.value.email
  mobile            = each.value.mobile
  routing_profile   = routing_profile.agent[each.value.profile]
  security_profiles = [security_profile.agent]
  hierarchy_group   = hierarchy_group.emea
  phone             = { type = "soft", auto_accept = true, after_contact_work = each.value.acw }
  tags              = { team = each.value.team }
}
`

// LargeCentre returns the files of a configuration of n users, for benchmarks. Of each hundred
// users, the first `chats` have the routing profile "Chats", and the others "Calls". The instance
// is the one that [LargeInstance] returns.
func LargeCentre(n, chats int) map[string]string {
	var b strings.Builder
	b.WriteString("username,first_name,last_name,email,mobile,profile,acw,team\n")
	for i := range n {
		profile := "Calls"
		if i%100 < chats {
			profile = "Chats"
		}
		fmt.Fprintf(&b, "user%06d,First%d,Last%d,user%06d@example.com,+4420718%05d,%s,30,t%d\n", i, i, i, i, i%100_000, profile, i%50)
	}
	return map[string]string{"main.hcl": largeCentre, "users.csv": b.String()}
}

// LargeInstance returns the instance of [LargeCentre].
func LargeInstance() schema.Instance {
	const id = "11111111-2222-3333-4444-555555555555"
	return schema.Instance{
		ID: id, Name: "large", ARN: "arn:aws:connect:eu-west-2:123456789012:instance/" + id, Account: "123456789012", Region: "eu-west-2",
		Service: "Amazon Connect", Identity: schema.IdentityManaged, Provider: "amazonconnect",
	}
}

// Applied returns the state of the instance after a configuration was applied to it while it was
// empty. Want are the objects that the configuration describes.
func Applied(in schema.Instance, want *schema.State) *schema.State {
	ids := map[schema.Name]string{}
	digester := record.Digester{Salt: in.ID, ID: func(n schema.Name) (string, bool) { id, ok := ids[n]; return id, ok }}
	list := make([]*schema.Resource, len(want.All()))
	for i, w := range want.All() {
		ids[w.Name()] = fmt.Sprintf("00000000-0000-0000-0000-%012d", i)
		list[i] = schema.Complete(w, nil).Clone()
		list[i].Desired, list[i].Live = nil, &schema.Live{ID: ids[w.Name()], Absent: w.Kind.Every().Minus(w.Given)}
	}
	for i, w := range want.All() {
		list[i].Record, _ = digester.Renew(record.Applied{}, w, list[i].ID, w.Given, 0)
	}
	state, err := schema.NewState(list)
	if err != nil {
		panic(err)
	}
	return state
}
