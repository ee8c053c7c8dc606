package config_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
)

// common describes the objects that the users of the benchmarks refer to.
const common = `
queue "q" {}
routing_profile "agent" {
  name                   = "Agent"
  description            = "All"
  default_outbound_queue = queue.q
}
security_profile "agent" { name = "Agent plus" }
hierarchy_group "g" { name = "EMEA" }
`

// fromCSV returns a configuration of n users, in one block with a CSV file.
func fromCSV(n int) fstest.MapFS {
	var b strings.Builder
	b.WriteString("username,first_name,last_name,email,mobile,acw,team\n")
	for i := range n {
		fmt.Fprintf(&b, "user%06d,First%d,Last%d,user%06d@example.com,+4420718%05d,30,t%d\n", i, i, i, i, i%100000, i%50)
	}
	return fstest.MapFS{
		"users.csv": {Data: []byte(b.String())},
		"main.hcl": {Data: []byte(common + `
user "agents" {
  for_each          = { for r in csvdecode(file("users.csv")) : r.username => r }
  username          = each.key
  first_name        = each.value.first_name
  last_name         = each.value.last_name
  email             = each.value.email
  mobile            = each.value.mobile
  routing_profile   = routing_profile.agent
  security_profiles = [security_profile.agent, "Basic"]
  hierarchy_group   = hierarchy_group.g
  phone             = { type = "soft", auto_accept = true, after_contact_work = each.value.acw }
  tags              = { team = each.value.team }
}
`)},
	}
}

// blockEach returns a configuration of n users with a block for each, in files of a thousand.
func blockEach(n int) fstest.MapFS {
	files := fstest.MapFS{"main.hcl": {Data: []byte(common)}}
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `
user "u%d" {
  username          = "user%06d"
  first_name        = "First%d"
  last_name         = "Last%d"
  email             = "user%06d@example.com"
  mobile            = "+4420718%05d"
  routing_profile   = routing_profile.agent
  security_profiles = [security_profile.agent, "Basic"]
  hierarchy_group   = hierarchy_group.g
  phone             = { type = "soft", auto_accept = true, after_contact_work = 30 }
  tags              = { team = "t%d" }
}
`, i, i, i, i, i, i%100000, i%50)
		if i%1000 == 999 || i == n-1 {
			files[fmt.Sprintf("users%03d.hcl", i/1000)] = &fstest.MapFile{Data: []byte(b.String())}
			b.Reset()
		}
	}
	return files
}

func BenchmarkLoad(b *testing.B) {
	shapes := []struct {
		name string
		make func(n int) fstest.MapFS
		most int // users that a configuration can have in this shape
	}{{"csv", fromCSV, 100_000}, {"blocks", blockEach, 100_000}}
	for _, shape := range shapes {
		for _, n := range []int{1_000, 10_000, shape.most} {
			b.Run(fmt.Sprintf("%s/%d", shape.name, n), func(b *testing.B) {
				files := shape.make(n)
				b.ReportAllocs()
				for b.Loop() {
					c, diags := config.Load(files, ".", config.Options{})
					if diags.HasErrors() || len(c.Want.All()) != n+4 {
						b.Fatalf("%d objects, %v", len(c.Want.All()), diags)
					}
				}
			})
		}
	}
}

// sites returns a configuration that calls a module for each of n sites. Each site has 30
// objects.
func sites(n int) fstest.MapFS {
	var b strings.Builder
	b.WriteString("key,name,agents\n")
	for i := range n {
		fmt.Fprintf(&b, "site%04d,Site %d,%d\n", i, i, i%50+1)
	}
	return fstest.MapFS{
		"sites.csv": {Data: []byte(b.String())},
		"main.hcl": {Data: []byte(common + `
module "site" {
  source   = "./site"
  for_each = { for r in csvdecode(file("sites.csv")) : r.key => r }
  name     = each.value.name
  agents   = each.value.agents
  overflow = queue.q
}
`)},
		"site/main.hcl": {Data: []byte(`
variable "name" {}
variable "agents" {
  type = number
}
variable "overflow" {}
queue "q" {
  for_each     = toset([for i in range(10) : tostring(i)])
  name         = "${var.name} ${each.key}"
  max_contacts = var.agents * 10
}
queue_table "all" {
  rows = concat([for q in values(queue.q) : { queue = q, priority = 1, delay = 0 }], [{ queue = var.overflow, priority = 2, delay = 60 }])
}
routing_profile "p" {
  for_each               = toset([for i in range(20) : tostring(i)])
  name                   = "${var.name} ${each.key}"
  description            = "Calls"
  channels               = { voice = 1 }
  default_outbound_queue = queue.q["0"]
  queues                 = queue_table.all.rows
}
output "queues" {
  value = queue.q
}
`)},
	}
}

func BenchmarkModules(b *testing.B) {
	for _, n := range []int{100, 1_000} {
		b.Run(fmt.Sprintf("sites=%d", n), func(b *testing.B) {
			files := sites(n)
			b.ReportAllocs()
			for b.Loop() {
				c, diags := config.Load(files, ".", config.Options{})
				if diags.HasErrors() || len(c.Want.All()) != 30*n+4 {
					b.Fatalf("%d objects, %v", len(c.Want.All()), diags)
				}
			}
		})
	}
}

// sameAnswer gives the same answer to every question, and takes no time.
type sameAnswer []string

func (a sameAnswer) AgentsServing(string, schema.ServiceFilter) ([]string, error) { return a, nil }
func (a sameAnswer) HoursOpen(string) (float64, error)                            { return 1, nil }
func (a sameAnswer) QueueStatus(string) (string, error)                           { return "enabled", nil }
func (a sameAnswer) ServiceLevel(string, string) (float64, error)                 { return 1, nil }
func (a sameAnswer) WaitP90(string, string) (float64, error)                      { return 0, nil }
func (a sameAnswer) PermissionsOf(string) ([]string, error)                       { return a, nil }
func (a sameAnswer) UsersWith(string) ([]string, error)                           { return a, nil }
func (a sameAnswer) QueuesOf(string) ([]string, error)                            { return a, nil }

// BenchmarkJudge evaluates a check for each of n users.
func BenchmarkJudge(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		b.Run(fmt.Sprintf("users=%d", n), func(b *testing.B) {
			files := fromCSV(n)
			files["checks.hcl"] = &fstest.MapFile{Data: []byte(`
check "no_editors" {
  assert  = alltrue([for u in user.agents : !contains(permissions_of(u), "Users.Edit")])
  message = "Agents may not edit users."
}
`)}
			c, diags := config.Load(files, ".", config.Options{})
			if len(diags) > 0 {
				b.Fatal(diags)
			}
			for b.Loop() {
				if _, problems := c.Judge(sameAnswer{"BasicAgentAccess", "OutboundCallAccess"}); len(problems) > 0 {
					b.Fatal(problems)
				}
			}
		})
	}
}
