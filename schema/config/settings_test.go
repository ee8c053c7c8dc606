package config_test

import (
	"testing"

	"github.com/callwright/callwright/schema/config"
)

// TestSettings reads the callwright block.
func TestSettings(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "nothing", src: `
			callwright {}
		`, want: `
		`},
		{name: "everything", src: `
			callwright {
			  required_version = ">= 0.1.0"
			  stack            = "support"
			  formerly         = ["help", "desk"]
			  adopt            = "unchanged"
			  limits           = { deletes = 3, percent = 5, lockout = true }
			}
		`, options: config.Options{Version: "0.2.0"}, want: `
			stack "support"
			formerly ["help" "desk"]
			adopt "unchanged"
			limits {Deletes:3 Percent:5 Lockout:true}
		`},
		{name: "null is not written", src: `
			callwright {
			  required_version = null
			  stack            = null
			  formerly         = null
			  adopt            = null
			  limits           = { deletes = null, percent = null, lockout = null }
			}
		`, want: `
		`},
		{name: "values may be expressions", src: `
			variable "site" {
			  default = "uk"
			}
			locals {
			  few = 2
			}
			callwright {
			  stack  = "support-${var.site}"
			  limits = { deletes = local.few * 2 }
			}
		`, want: `
			stack "support-uk"
			limits {Deletes:4 Percent:10 Lockout:false}
		`},
		{name: "a word that is close to an attribute", src: `
			callwright {
			  stak = "support"
			}
		`, want: `
			main.hcl:2:3-7 CW1021 Unsupported attribute: callwright blocks have no attribute "stak". Did you mean "stack"?
		`},
		{name: "a block inside", src: `
			callwright {
			  limits {
			    deletes = 3
			  }
			}
		`, want: `
			main.hcl:2:3-9 CW1014 Unsupported block: callwright blocks cannot contain a block "limits".
		`},
		{name: "a stack that is not a name", src: `
			callwright {
			  stack = "Support desk"
			}
		`, want: `
			main.hcl:2:11-25 CW1202 Invalid stack: "Support desk" is not a valid stack name. Use 1 to 32 lower-case letters, digits and hyphens.
		`},
		{name: "a stack that is not text", src: `
			callwright {
			  stack = ["support"]
			}
		`, want: `
			main.hcl:2:11-22 CW3002 Wrong type: "stack" must be a string.
		`},
		{name: "a former name that is not a name", src: `
			callwright {
			  stack    = "support"
			  formerly = ["Help", "desk"]
			}
		`, want: `
			main.hcl:3:15-21 CW1202 Invalid stack: "Help" is not a valid stack name. Use 1 to 32 lower-case letters, digits and hyphens.
		`},
		{name: "a former name that is the present one", src: `
			callwright {
			  stack    = "support"
			  formerly = ["desk", "support"]
			}
		`, want: `
			main.hcl:3:23-32 CW1203 Present name in formerly: "support" is the present name of the stack; formerly must only list the names that it had before.
		`},
		{name: "an adoption that does not exist", src: `
			callwright {
			  adopt = "unchangd"
			}
		`, want: `
			main.hcl:2:11-21 CW3002 Wrong type: "adopt" is "unchangd", but must be "any", "unchanged" or "none". Did you mean "unchanged"?
		`},
		{name: "limits that are not an object", src: `
			callwright {
			  limits = 10
			}
		`, want: `
			main.hcl:2:12-14 CW3002 Wrong type: limits must be an object: limits = { deletes = 10, percent = 10 }.
		`},
		{name: "a limit that does not exist", src: `
			callwright {
			  limits = { deletes = 1, percnt = 5 }
			}
		`, want: `
			main.hcl:2:27-33 CW1021 Unsupported attribute: limits has no attribute "percnt". Did you mean "percent"?
		`},
		{name: "limits that are out of range", src: `
			callwright {
			  limits = { deletes = -1, percent = 101, lockout = "perhaps" }
			}
		`, want: `
			main.hcl:2:24-26 CW1205 Invalid limit: deletes must be a whole number from 0 to 1000000.
			main.hcl:2:38-41 CW1205 Invalid limit: percent must be a whole number from 0 to 100.
			main.hcl:2:53-62 CW1205 Invalid limit: lockout must be true or false.
		`},
		{name: "a limit that is not a whole number", src: `
			callwright {
			  limits = { deletes = 1.5 }
			}
		`, want: `
			main.hcl:2:24-27 CW1205 Invalid limit: deletes must be a whole number from 0 to 1000000.
		`},
		{name: "a version that fits", src: `
			callwright {
			  required_version = "~> 0.2"
			}
		`, options: config.Options{Version: "0.2.7"}, want: `
		`},
		{name: "a version of a build", src: `
			callwright {
			  required_version = ">= 0.2.0"
			}
		`, options: config.Options{Version: "0.2.0-rc1"}, want: `
		`},
		{name: "a version that does not fit", src: `
			callwright {
			  required_version = ">= 1.0.0"
			}
		`, options: config.Options{Version: "0.2.0"}, want: `
			main.hcl:2:22-32 CW1206 Unsupported version: This configuration requires callwright >= 1.0.0, but this is version 0.2.0.
		`},
		{name: "a version that is none", src: `
			callwright {
			  required_version = "new"
			}
		`, want: `
			main.hcl:2:22-27 CW1207 Invalid version constraint: "new" is not a version constraint; write one such as ">= 0.1.0" or "~> 1.2".
		`},
		{name: "an attribute that refers to nothing", src: `
			callwright {
			  stack = local.stack
			}
		`, want: `
			main.hcl:2:16-22 CW1109 Unknown local: There is no local "stack".
		`},
	})
}

// TestProviders reads the provider blocks.
func TestProviders(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "the embedded contact centre", src: `
			provider "local" {
			  path = "centre.db"
			}
		`, want: `
			provider local: instance "", region "", endpoint "", path "centre.db", rates map[]
		`},
		{name: "Amazon Connect", src: `
			callwright {
			  stack = "support"
			}
			provider "amazonconnect" {
			  instance = "acme"
			  region   = "eu-west-2"
			  endpoint = "https://connect.eu-west-2.amazonaws.com"
			  rates    = { ListUsers = 10 }
			}
		`, options: config.Options{Operations: []string{"ListUsers"}}, want: `
			stack "support"
			provider amazonconnect: instance "acme", region "eu-west-2", endpoint "https://connect.eu-west-2.amazonaws.com", path "", rates map[ListUsers:10]
		`},
		{name: "Amazon Connect needs a stack", src: `
			provider "amazonconnect" {
			  instance = "acme"
			}
		`, want: `
			main.hcl:1:1-25 CW1201 Missing stack: A configuration needs the name of its stack, so that callwright can tell its own objects from others: callwright { stack = "support" }.
		`},
		{name: "Amazon Connect needs an instance", src: `
			callwright {
			  stack = "support"
			}
			provider "amazonconnect" {}
		`, want: `
			main.hcl:4:1-25 CW1209 Missing instance: The provider needs an instance's ID, ARN or alias: instance = "…".
		`},
		{name: "an instance that is empty", src: `
			callwright {
			  stack = "support"
			}
			provider "amazonconnect" {
			  instance = ""
			}
		`, want: `
			main.hcl:4:1-25 CW1209 Missing instance: The provider needs an instance's ID, ARN or alias: instance = "…".
		`},
		{name: "a provider that does not exist", src: `
			provider "amazonconect" {
			  instance = "acme"
			}
		`, want: `
			main.hcl:1:10-24 CW1208 Unknown provider: Unknown provider "amazonconect". Did you mean "amazonconnect"? The providers are amazonconnect and local, and connectpath beside either of them.
		`},
		{name: "an attribute of another provider", src: `
			provider "local" {
			  instance = "acme"
			}
		`, want: `
			main.hcl:2:3-11 CW1021 Unsupported attribute: provider blocks have no attribute "instance".
		`},
		{name: "a block inside", src: `
			provider "local" {
			  rates {}
			}
		`, want: `
			main.hcl:2:3-8 CW1014 Unsupported block: provider blocks cannot contain a block "rates".
		`},
		{name: "a region that is none", src: `
			callwright {
			  stack = "support"
			}
			provider "amazonconnect" {
			  instance = "acme"
			  region   = "London"
			}
		`, want: `
			main.hcl:6:14-22 CW1210 Invalid region: This is not an AWS region; use one such as "eu-west-2".
		`},
		{name: "an endpoint on this machine", src: `
			callwright {
			  stack = "support"
			}
			provider "amazonconnect" {
			  instance = "acme"
			  endpoint = "http://127.0.0.1:8080"
			}
		`, want: `
			stack "support"
			provider amazonconnect: instance "acme", region "", endpoint "http://127.0.0.1:8080", path "", rates map[]
		`},
		{name: "an endpoint of a stranger", src: `
			callwright {
			  stack = "support"
			}
			provider "amazonconnect" {
			  instance = "acme"
			  endpoint = "https://connect.example.com"
			}
		`, want: `
			main.hcl:6:14-43 CW1211 Endpoint not allowed: A configuration can only name hosts of Amazon Connect, such as "https://connect.eu-west-2.amazonaws.com", or of this machine, such as "http://127.0.0.1:4510". Set any other endpoint with AWS_ENDPOINT_URL_CONNECT.
		`},
		{name: "rates that are not an object", src: `
			callwright {
			  stack = "support"
			}
			provider "amazonconnect" {
			  instance = "acme"
			  rates    = 10
			}
		`, want: `
			main.hcl:6:14-16 CW3002 Wrong type: rates must be an object with the calls a second for each operation: rates = { ListUsers = 10 }.
		`},
		{name: "rates of operations that do not exist", src: `
			callwright {
			  stack = "support"
			}
			provider "amazonconnect" {
			  instance = "acme"
			  rates    = { ListUser = 10 }
			}
		`, options: config.Options{Operations: []string{"ListUsers"}}, want: `
			main.hcl:6:27-29 CW1222 Unknown operation: callwright does not call an Amazon Connect operation named "ListUser". Did you mean "ListUsers"?
		`},
		{name: "rates that are out of range", src: `
			callwright {
			  stack = "support"
			}
			provider "amazonconnect" {
			  instance = "acme"
			  rates    = { ListUsers = 0, CreateUser = 2000 }
			}
		`, want: `
			main.hcl:6:28-29 CW1221 Invalid rate: ListUsers must be a number of calls a second, more than 0 and at most 1000.
			main.hcl:6:44-48 CW1221 Invalid rate: CreateUser must be a number of calls a second, more than 0 and at most 1000.
		`},
	})
}

// TestConnectPathProvider reads ConnectPath's provider block.
func TestConnectPathProvider(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "the first driver unless another is written", src: `
			provider "connectpath" {}
		`, want: `
			connectpath: driver "gateway", endpoint ""
		`},
		{name: "another driver", src: `
			callwright {
			  stack = "support"
			}
			provider "amazonconnect" {
			  instance = "acme"
			}
			provider "connectpath" {
			  driver   = "external"
			  endpoint = "http://127.0.0.1:4510/connectpath/"
			}
		`, want: `
			stack "support"
			provider amazonconnect: instance "acme", region "", endpoint "", path "", rates map[]
			connectpath: driver "external", endpoint "http://127.0.0.1:4510/connectpath"
		`},
		{name: "a driver that does not exist", src: `
			provider "connectpath" {
			  driver = "gatway"
			}
		`, want: `
			main.hcl:2:12-20 CW1252 Unknown driver: "driver" is "gatway", but must be "gateway" or "external". Did you mean "gateway"?
		`},
		{name: "an endpoint of a stranger", src: `
			callwright {
			  stack = "support"
			}
			provider "amazonconnect" {
			  instance = "acme"
			}
			provider "connectpath" {
			  endpoint = "https://connectpath.example.com"
			}
		`, want: `
			main.hcl:8:14-47 CW1211 Endpoint not allowed: A configuration can only name a ConnectPath endpoint on this machine, such as "http://127.0.0.1:4510/connectpath", because callwright sends the token there. Set any other endpoint with CALLWRIGHT_CONNECTPATH_ENDPOINT.
		`},
		{name: "an endpoint beside the embedded contact centre", src: `
			provider "connectpath" {
			  endpoint = "http://localhost:4510"
			}
		`, want: `
			main.hcl:2:14-37 CW1253 Endpoint for the embedded instance: The embedded contact centre has its own ConnectPath. Remove the endpoint, or add a provider "amazonconnect" block.
		`},
		{name: "a word that it does not have", src: `
			provider "connectpath" {
			  token = "x"
			}
		`, want: `
			main.hcl:2:3-8 CW1021 Unsupported attribute: provider blocks have no attribute "token". Remove it: credentials are never in the configuration. callwright finds those of AWS as every AWS tool does, for example with AWS_PROFILE, and the token of ConnectPath in CALLWRIGHT_CONNECTPATH_TOKEN.
		`},
		{name: "the embedded contact centre has a ConnectPath", src: `
			permission_group "g" {}
		`, want: `
			connectpath: driver "gateway", endpoint ""
			permission_group.g: name = "g"
		`},
		{name: "Amazon Connect has none of its own", src: `
			callwright {
			  stack = "support"
			}
			provider "amazonconnect" {
			  instance = "acme"
			}
			permission_group "g" {}
		`, want: `
			main.hcl:7:1-21 CW1251 Missing provider: permission_group is a kind of ConnectPath, and the configuration does not say how to reach it: write provider "connectpath" { driver = "gateway" }.
		`},
	})
}
