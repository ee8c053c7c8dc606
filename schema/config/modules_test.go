package config_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/diag"
)

// site is a module that the tests call.
const site = `
-- modules/site/main.hcl --
variable "name" {
  type = string
}
variable "queues" {
  type    = set(string)
  default = ["Sales"]
}
variable "hours" {
  default = "Basic Hours"
}
locals {
  prefix = upper(var.name)
}
queue "q" {
  for_each           = var.queues
  name               = "${local.prefix} ${each.key}"
  hours_of_operation = var.hours
}
output "queues" {
  value = queue.q
}
output "name" {
  value = local.prefix
}
`

// TestModules calls modules.
func TestModules(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "one call", src: `
			module "site" {
			  source = "./modules/site"
			  name   = "uk"
			}
			routing_profile "p" {
			  default_outbound_queue = module.site.queues["Sales"]
			}
		` + site, want: `
			module.site.queue.q["Sales"]: name = "UK Sales", hours_of_operation = "Basic Hours"
			routing_profile.p: name = "p", default_outbound_queue = "UK Sales"
		`},
		{name: "for_each", src: `
			module "site" {
			  source   = "./modules/site"
			  for_each = { london = ["Sales", "Tech"], paris = [] }
			  name     = each.key
			  queues   = each.value
			  hours    = hours_of_operation.h
			}
			hours_of_operation "h" {
			  name = "All day"
			}
			routing_profile "p" {
			  for_each               = { for k, s in module.site : k => s if length(s.queues) > 0 }
			  name                   = module.site[each.key].name
			  default_outbound_queue = module.site[each.key].queues["Tech"]
			}
			routing_profile "one" {
			  default_outbound_queue = module.site["london"].queues["Sales"]
			}
		` + site, want: `
			hours_of_operation.h: name = "All day"
			module.site["london"].queue.q["Sales"]: name = "LONDON Sales", hours_of_operation = "All day"
			module.site["london"].queue.q["Tech"]: name = "LONDON Tech", hours_of_operation = "All day"
			routing_profile.p["london"]: name = "LONDON", default_outbound_queue = "LONDON Tech"
			routing_profile.one: name = "one", default_outbound_queue = "LONDON Sales"
		`},
		{name: "modules in modules", src: `
			module "region" {
			  source = "./modules/region"
			}
			routing_profile "p" {
			  default_outbound_queue = module.region.all["paris"]["Sales"]
			}
			-- modules/region/main.hcl --
			module "site" {
			  source   = "../site"
			  for_each = toset(["paris", "lyon"])
			  name     = each.key
			}
			output "all" {
			  value = { for k, s in module.site : k => s.queues }
			}
		` + site, want: `
			module.region.module.site["lyon"].queue.q["Sales"]: name = "LYON Sales", hours_of_operation = "Basic Hours"
			module.region.module.site["paris"].queue.q["Sales"]: name = "PARIS Sales", hours_of_operation = "Basic Hours"
			routing_profile.p: name = "p", default_outbound_queue = "PARIS Sales"
		`},
		{name: "sites that refer to each other", src: `
			module "site" {
			  source   = "./site"
			  for_each = { a = "b", b = "a" }
			  overflow = module.site[each.value].queue
			  name     = each.key
			}
			routing_profile "p" {
			  default_outbound_queue = module.site["b"].overflow
			}
			-- site/main.hcl --
			variable "overflow" {}
			queue "q" {
			  name = "q ${var.name}${callwright.environment}"
			}
			variable "name" {}
			output "queue" {
			  value = queue.q
			}
			output "overflow" {
			  value = var.overflow
			}
		`, want: `
			module.site["a"].queue.q: name = "q a"
			module.site["b"].queue.q: name = "q b"
			routing_profile.p: name = "p", default_outbound_queue = "q a"
		`},
		{name: "a circle through two modules", src: `
			module "a" {
			  source = "./m"
			  in     = module.b.out
			}
			module "b" {
			  source = "./m"
			  in     = module.a.out
			}
			-- m/main.hcl --
			variable "in" {}
			output "out" {
			  value = var.in
			}
		`, want: `
			m/main.hcl:1:1-14 CW1032 Circular reference: module.a.var.in depends on itself: module.a.var.in -> module.a's in -> module.b.output.out -> module.b.var.in -> module.b's in -> module.a.output.out -> module.a.var.in.
		`},
		{name: "a for_each that needs the module", src: `
			module "a" {
			  source   = "./m"
			  for_each = toset(keys(module.a))
			}
			-- m/main.hcl --
			queue "q" {}
		`, want: `
			main.hcl:3:14-35 CW1032 Circular reference: module.a's for_each depends on itself: module.a's for_each -> module.a's for_each.
		`},
		{name: "inputs", src: `
			module "site" {
			  source = "./modules/site"
			  nmae   = "x"
			  count  = 2
			  providers = {}
			}
			module "two" {
			  source = "./modules/site"
			  name   = ["x"]
			  hours  = local.none
			  queues = null
			  providers {}
			}
			module "three" {
			  source   = "./modules/site"
			  for_each = { a = null, b = ["x", []], c = ["x", null] }
			  name     = "x"
			  queues   = each.value
			}
		` + site, want: `
			main.hcl:1:1-14 CW1407 Input required: The module needs the input "name": the variable at modules/site/main.hcl:1 has no default.
			main.hcl:3:3-7 CW1406 Unknown input: The module has no variable "nmae". Did you mean "name"? It has hours, name, queues.
			main.hcl:4:3-8 CW1406 Unknown input: The module has no variable "count". To describe several objects, use for_each with a map or a set.
			main.hcl:5:3-12 CW1406 Unknown input: The module has no variable "providers". Remove it: a module describes objects of the configuration's instance.
			main.hcl:9:12-17 CW3002 Wrong type: The input "name" has the wrong type: string required, but have tuple.
			main.hcl:10:17-22 CW1109 Unknown local: There is no local "none".
			main.hcl:12:3-12 CW1014 Unsupported block: module blocks cannot contain a block "providers".
			main.hcl:18:14-24 CW3002 Wrong type: The input "queues" has the wrong type: element 1: string required, but have tuple.
			  each.key = "b"
			modules/site/main.hcl:15:24-34 CW1027 Null for_each: for_each is null. For no objects, write {}.
			In module.two, called at main.hcl:7. The same is true of another call.
			modules/site/main.hcl:15:24-34 CW1028 Null key: A member of the set is null, so it cannot be a key.
			In module.three["c"], called at main.hcl:14.
		`},
		{name: "nullable, optional and sensitive inputs", src: `
			variable "secret" {
			  sensitive = true
			  default   = "s"
			}
			module "a" {
			  source = "./m"
			  secret = var.secret
			  named  = null
			  shape  = { a = "A" }
			}
			module "b" {
			  source = "./m"
			  named  = "b"
			  any    = null
			  shape  = {}
			}
			module "c" {
			  source = "./m"
			  secret = "plain"
			}
			queue "q" {
			  description = module.a.out
			}
			-- m/main.hcl --
			variable "secret" {
			  default = "none"
			}
			variable "named" {
			  nullable = false
			  default  = "default"
			}
			variable "shape" {
			  type    = object({ a = string, b = optional(number, 7) })
			  default = null
			}
			variable "any" {
			  nullable = false
			}
			queue "q" {
			  name        = var.named
			  description = var.secret
			}
			output "out" {
			  value = var.secret
			}
		`, want: `
			m/main.hcl:17:17-27 CW1033 Sensitive value not allowed: "description" appears in plans and is written to the service, so it cannot use a sensitive variable. Use sensitive variables only in provider blocks.
			In module.a, called at main.hcl:5.
			main.hcl:5:1-11 CW1407 Input required: The module needs the input "any": the variable at m/main.hcl:12 has no default.
			main.hcl:14:12-16 CW1104 Variable is null: The variable "any" cannot be null.
			main.hcl:15:12-14 CW3002 Wrong type: The input "shape" has the wrong type: attribute "a" is required.
			main.hcl:17:1-11 CW1407 Input required: The module needs the input "any": the variable at m/main.hcl:12 has no default.
			main.hcl:22:17-29 CW1033 Sensitive value not allowed: "description" appears in plans and is written to the service, so it cannot use a sensitive variable. Use sensitive variables only in provider blocks.
		`},
		{name: "validation", src: `
			module "site" {
			  source   = "./m"
			  for_each = { for r in csvdecode(file("sites.csv")) : r.name => r }
			  agents   = each.value.agents
			}
			module "one" {
			  source = "./m"
			  agents = -1
			}
			module "two" {
			  source = "./m"
			}
			-- sites.csv --
			name,agents
			london,5
			paris,0
			-- m/main.hcl --
			variable "agents" {
			  type    = number
			  default = 0
			  validation {
			    condition     = var.agents > 0
			    error_message = "A site needs agents."
			  }
			}
			queue "q" {
			  max_contacts = var.agents
			}
		`, want: `
			m/main.hcl:1:1-18 CW1105 Invalid value for variable: A site needs agents.
			The validation is at m/main.hcl:5.
			In module.two, called at main.hcl:10.
			m/main.hcl:9:1-10 CW2015 Duplicate object: queue "q" is already described by module.site["london"].queue.q at sites.csv:2. Only one block can describe an object; remove one of the two, or give it another name.
			In module.site["paris"] (sites.csv:3), called at main.hcl:1. The same is true of another call.
			m/main.hcl:10:18-28 CW3001 Invalid value: "max_contacts" is -1, but must be between 0 and 1000000 contacts.
			In module.one, called at main.hcl:6.
			main.hcl:4:14-31 CW1105 Invalid value for variable: A site needs agents.
			The validation is at m/main.hcl:5.
			  each.key = "paris" (sites.csv line 3)
			main.hcl:8:12-14 CW1105 Invalid value for variable: A site needs agents.
			The validation is at m/main.hcl:5.
		`},
		{name: "outputs and modules that do not exist", src: `
			module "site" {
			  source = "./modules/site"
			  name   = "x"
			}
			module "many" {
			  source   = "./modules/site"
			  for_each = toset(["a"])
			  name     = each.key
			}
			locals {
			  a = module.stie.queues
			  b = module.site.queue
			  c = module.many["b"].name
			  d = module.many["a"].nmae
			  e = module.many.name
			  f = module.site
			  g = module
			  h = module.site.queue.q
			  i = module.site.queues["Sales"].name
			  j = [for k, s in module.many : s.nothing]
			  k = module.many[3]
			  l = file("${path.module}/x")
			}
		` + site, want: `
			main.hcl:11:13-18 CW1405 Unknown module: There is no module "stie". Did you mean "site"?
			main.hcl:12:18-24 CW1408 Unknown output: The module "site" has no output "queue". Did you mean "queues"? It has name, queues.
			main.hcl:13:18-23 CW1405 Unknown module: module.many has no key "b".
			main.hcl:14:23-28 CW1408 Unknown output: The module "many" has no output "nmae". Did you mean "name"? It has name, queues.
			main.hcl:15:18-23 CW1029 Invalid key: module.many has for_each, so a key comes first: module.many["…"].name.
			main.hcl:17:7-13 CW2002 Incomplete reference: "module" is incomplete; write module.NAME.OUTPUT.
			main.hcl:18:18-24 CW1408 Unknown output: The module "site" has no output "queue". Did you mean "queues"? It has name, queues.
			main.hcl:19:34-39 CW2003 Reference has no attributes: A reference means the object itself, so its attributes cannot be read. Put a value that several blocks use into a locals block.
			main.hcl:20:35-43 CW1021 Unsupported attribute: This object has no attribute "nothing". It has name, queues.
			main.hcl:21:18-21 CW1029 Invalid key: The keys of module.many are strings: module.many["…"].
			main.hcl:22:15-26 CW1111 Unknown name: There is no path.module. A path is relative to the folder of the file that names it: file("people.csv").
		`},
		{name: "blocks that a module cannot have", src: `
			module "site" {
			  source = "./m"
			}
			module "site" {
			  source = "./m"
			}
			module {}
			module "a" "b" {}
			module "a b" {
			  source = "./m"
			}
			output "x" {}
			output "x" {}
			output "y" {
			  value       = 1
			  sensitive   = true
			  description = 1
			}
			-- m/main.hcl --
			callwright {}
			provider "local" {}
			release {}
			delete {}
			variable "source" {}
			variable "for_each" {}
			banana "x" {}
			queue "q" {}
			queue "q" {}
		`, want: `
			m/main.hcl:1:1-11 CW1404 Block not allowed in a module: A module cannot have a callwright block. Put it into the configuration that calls the module.
			m/main.hcl:2:1-17 CW1404 Block not allowed in a module: A module cannot have a provider block. Put it into the configuration that calls the module.
			m/main.hcl:3:1-8 CW1404 Block not allowed in a module: A module cannot have a release block. Put it into the configuration that calls the module.
			m/main.hcl:4:1-7 CW1404 Block not allowed in a module: A module cannot have a delete block. Put it into the configuration that calls the module.
			m/main.hcl:5:1-18 CW1019 Invalid variable name: A module block has the attribute "source" itself, so a module cannot have a variable of this name.
			m/main.hcl:6:1-20 CW1019 Invalid variable name: A module block has the attribute "for_each" itself, so a module cannot have a variable of this name.
			m/main.hcl:7:1-7 CW1014 Unsupported block: Unknown block "banana". A module can have the blocks variable, locals, module, output, check, queue_table, hours_of_operation, queue, agent_status, predefined_attribute, hierarchy, hierarchy_group, security_profile, routing_profile, user, quick_connect, permission_group, permission_group_assignment, connectpath.
			m/main.hcl:9:1-10 CW1013 Duplicate block: queue.q is already described at m/main.hcl:8. Each label can be used only once for a kind.
			main.hcl:4:1-14 CW1013 Duplicate block: Duplicate module "site". The first one is at main.hcl:1; each label can be used only once.
			main.hcl:7:1-7 CW1017 Missing label: A module block needs a label, because addresses of its objects begin with it: module "label" { … }.
			main.hcl:8:12-15 CW1016 Unexpected label: A module block can only have one label.
			main.hcl:9:8-13 CW1018 Invalid label: A label can only have letters, digits, _ and -, and must start with a letter. Choose a short word, and "a_b" here.
			main.hcl:12:1-11 CW1409 Incomplete output: An output block needs a value: value = queue.sales.
			main.hcl:13:1-11 CW1013 Duplicate block: Duplicate output "x". The first one is at main.hcl:12; each label can be used only once.
			main.hcl:16:3-12 CW1021 Unsupported attribute: output blocks have no attribute "sensitive".
			main.hcl:17:17-18 CW3002 Wrong type: A description must be a string.
		`},
		{name: "sources", src: `
			module "a" {
			  source = "./nowhere"
			}
			module "b" {
			  source = "../outside"
			}
			module "c" {
			  source = var.x
			}
			module "d" {
			  source = "modules/site"
			}
			module "e" {
			  source = "./"
			}
			module "f" {}
			module "g" {
			  source = "./docs"
			}
			module "h" {
			  source = "./one"
			}
			module "i" {
			  source = "/etc"
			}
			queue "q" {
			  name = module.a.name
			}
			-- docs/x.md --
			x
			-- one/main.hcl --
			module "two" {
			  source = "../two"
			}
			-- two/main.hcl --
			module "one" {
			  source = "../one"
			}
			module "root" {
			  source = "../"
			}
		`, want: `
			main.hcl:2:12-23 CW1401 Invalid module source: There is no folder "nowhere". The path is relative to the file that names it.
			main.hcl:5:12-24 CW1401 Invalid module source: "../outside" is outside the root folder.
			main.hcl:8:12-17 CW1030 Literal value required: callwright reads the module before it evaluates anything, so its folder must be written literally: source = "./modules/site".
			main.hcl:11:12-26 CW1401 Invalid module source: A module is a folder beside the configuration. Its path begins with ./ or ../, such as "./modules/site".
			main.hcl:14:12-16 CW1402 Module calls itself: A module cannot call itself, also not through others: the configuration -> the configuration.
			main.hcl:16:1-11 CW1401 Invalid module source: A module block needs the folder of the module: source = "./modules/site".
			main.hcl:18:12-20 CW1401 Invalid module source: The folder "docs" has no .hcl files.
			main.hcl:24:12-18 CW1401 Invalid module source: A module is a folder beside the configuration. Its path begins with ./ or ../, such as "./modules/site".
			two/main.hcl:2:12-20 CW1402 Module calls itself: A module cannot call itself, also not through others: one -> two -> one.
			two/main.hcl:5:12-17 CW1402 Module calls itself: A module cannot call itself, also not through others: the configuration -> one -> two -> the configuration.
		`},
		{name: "a mistake in a module that is called often", src: `
			module "site" {
			  source   = "./m"
			  for_each = toset(["a", "b", "c"])
			  name     = each.key
			}
			module "more" {
			  source = "./outer"
			}
			-- outer/main.hcl --
			module "inner" {
			  source = "../m"
			  name   = "d"
			}
			-- m/main.hcl --
			variable "name" {}
			variable "odd" {
			  type = strin
			  default = 1
			}
			queue "q" {
			  nmae         = "x"
			  max_contacts = [var.name]
			}
			user "u" {
			  for_each = toset(["x", "y"])
			  email    = each.key
			  mobile   = local.none
			}
		`, want: `
			m/main.hcl:3:10-15 CW1001 Invalid type specification: The keyword "strin" is not a valid type specification.
			m/main.hcl:7:3-7 CW1021 Unsupported attribute: queue blocks have no attribute "nmae". Did you mean "name"?
			In module.site["a"], called at main.hcl:1. The same is true of 3 other calls.
			m/main.hcl:8:18-28 CW3002 Wrong type: "max_contacts" must be a number of contacts, but this is a list.
			In module.site["a"], called at main.hcl:1. The same is true of 3 other calls.
			m/main.hcl:12:14-22 CW3001 Invalid value: "email" is "x", but must be an e-mail address.
			In module.site["a"], called at main.hcl:1. The same is true of 3 other calls.
			  each.key = "x"
			m/main.hcl:12:14-22 CW3001 Invalid value: "email" is "y", but must be an e-mail address.
			In module.site["a"], called at main.hcl:1. The same is true of 3 other calls.
			  each.key = "y"
			m/main.hcl:13:19-24 CW1109 Unknown local: There is no local "none".
			In module.site["a"], called at main.hcl:1. The same is true of 3 other calls.
		`},
		{name: "files are relative to the module", src: `
			module "m" {
			  source = "./m"
			  rows   = csvdecode(file("people.csv"))
			}
			-- people.csv --
			name
			ada
			-- m/main.hcl --
			variable "rows" {
			  type = list(object({ name = string }))
			}
			user "own" {
			  for_each   = { for r in csvdecode(file("people.csv")) : r.name => r }
			  first_name = each.value.name
			  email      = each.value.name
			}
			user "given" {
			  for_each   = { for r in var.rows : r.name => r }
			  first_name = each.value.name
			  email      = each.value.name
			}
			-- m/people.csv --
			name
			ben
		`, want: `
			m/main.hcl:7:16-31 CW3001 Invalid value: "email" is "ben", but must be an e-mail address.
			In module.m, called at main.hcl:1.
			  each.key = "ben" (m/people.csv line 2)
			m/main.hcl:12:16-31 CW3001 Invalid value: "email" is "ada", but must be an e-mail address.
			In module.m, called at main.hcl:1.
			  each.key = "ada" (people.csv line 2)
		`},
	})
}

// TestModuleChecks evaluates the checks of modules. Plans call them by their addresses.
// Problems that turn up after loading are at their places in the module, and name the call.
func TestModuleChecks(t *testing.T) {
	t.Parallel()
	c, diags := config.Load(sourceFiles(flush(`
		module "site" {
		  source   = "./m"
		  for_each = { for r in csvdecode(file("sites.csv")) : r.key => r.need }
		  need     = each.value
		}
		check "own" {
		  assert  = length(agents_serving(module.site["b"].queue)) == 1
		  message = "x"
		}
		-- sites.csv --
		key,need
		a,1
		b,2
		-- m/main.hcl --
		variable "need" {}
		queue "q" {
		  name = "Queue ${var.need}"
		}
		check "staffed" {
		  assert  = length(agents_serving(queue.q)) >= var.need
		  message = "Needs ${var.need}."
		}
		output "queue" {
		  value = queue.q
		}
	`)), ".", config.Options{})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	verdicts, problems := c.Judge(centre{"agents_serving Queue 1": "ana", "agents_serving Queue 2": "ana"})
	want := []schema.CheckResult{
		{Check: "own", Status: schema.Passed, Address: `module.site["b"].queue.q`},
		{Check: `module.site["a"].check.staffed`, Status: schema.Passed, Address: `module.site["a"].queue.q`},
		{Check: `module.site["b"].check.staffed`, Status: schema.Refused, Message: "Needs 2.", Address: `module.site["b"].queue.q`},
	}
	if diff := cmp.Diff(want, verdicts); diff != "" {
		t.Errorf("Judge() mismatch (-want +got):\n%s", diff)
	}
	at := schema.Addr{Module: `module.site["b"]`, Kind: "queue", Label: "q"}
	problems = append(problems, schema.Problem{Addr: at, Problem: diag.InvalidValue.On("name", "Wrong.")})
	var got []string
	for _, d := range c.Locate(problems) {
		got = append(got, fmt.Sprintf("%s:%d %s: %s (%s)", d.Subject.Filename, d.Subject.Start.Line, d.Summary, d.Detail, config.AboutOf(d).Row))
	}
	said := []string{
		"m/main.hcl:3 Invalid value: Wrong.\nIn module.site[\"b\"] (sites.csv:3), called at main.hcl:1. (sites.csv:3)",
		"m/main.hcl:6 Check failed: module.site[\"b\"].check.staffed: Needs 2.\nIn module.site[\"b\"] (sites.csv:3), called at main.hcl:1. ()",
	}
	if diff := cmp.Diff(said, got); diff != "" {
		t.Errorf("Locate() mismatch (-want +got):\n%s", diff)
	}
}
