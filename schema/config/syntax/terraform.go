package syntax

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// People who know Terraform write its words in an .hcl file, or rename a .tf file. The
// tables here say how each is written in callwright. The texts follow a sentence such as
// `Unknown block "moved".`, so they begin with a space.

// topHints are hints for the blocks of Terraform's language at the top of a file.
var topHints = map[string]string{
	"terraform": " Remove it: callwright has no plug-ins, and keeps no state. Its settings are in a callwright block.",
	"data":      " Remove it: refer to an object that no block describes by its name in quotes, such as hours_of_operation = \"Basic Hours\".",
	"import":    " Remove it: callwright takes over an object that has the name in a block.",
	"moved":     " Remove it: a label can change without it. If the name of the object changes, write the old one in the block: lifecycle { renamed_from = \"…\" }.",
	"removed":   " To stop managing an object that stays, write a release block.",
	"ephemeral": " Remove it: no value of a configuration is a secret that callwright writes.",
}

// credentials is said of attributes for secrets in provider blocks.
const credentials = " Remove it: credentials are never in the configuration. callwright finds those of AWS as every AWS tool does, for example with AWS_PROFILE, and the token of ConnectPath in CALLWRIGHT_CONNECTPATH_TOKEN."

// attributeHints are hints for attributes that every resource of Terraform can have, and for
// those of its resources for Amazon Connect that have no counterpart.
var attributeHints = map[string]string{
	"count":                 " To describe several objects, use for_each with a map or a set.",
	"depends_on":            " Remove it: callwright orders changes by the references between blocks.",
	"provider":              " Remove it: a configuration has one instance, which its provider block names.",
	"instance_id":           " Remove it: the provider block names the instance.",
	"instance_arn":          " Remove it: the provider block names the instance.",
	"password":              " A password cannot be in a file of the configuration. Use apply --initial-passwords FILE, or let users set their own.",
	"token":                 credentials,
	"access_key":            credentials,
	"secret_key":            credentials,
	"profile":               credentials,
	"assume_role":           credentials,
	"create_before_destroy": " Remove it: callwright changes objects in place, and replaces one only with allow_replace.",
	"replace_triggered_by":  " Remove it: callwright changes objects in place, and replaces one only with allow_replace.",
	"tags_all":              " Write all tags of the object in tags.",
}

// otherNames are names that the console, the API, CloudFormation or Terraform give to
// attributes that callwright calls otherwise, with how to write them.
var otherNames = map[string]string{
	"login":                         "username",
	"login_name":                    "username",
	"user_login":                    "username",
	"user_name":                     "username",
	"email_address":                 "email",
	"identity_info":                 "first_name = \"…\", last_name = \"…\"",
	"phone_config":                  "phone = { type = \"soft\" }",
	"phone_type":                    "phone = { type = \"soft\" }",
	"phone_number":                  "phone = { type = \"desk\", number = \"+44…\" }",
	"desk_phone_number":             "phone = { type = \"desk\", number = \"+44…\" }",
	"auto_accept":                   "phone = { auto_accept = true }",
	"after_contact_work":            "phone = { after_contact_work = 30 }",
	"after_contact_work_time_limit": "phone = { after_contact_work = 30 }",
	"acw":                           "phone = { after_contact_work = 30 }",
	"security_profile":              "security_profiles = [security_profile.LABEL]",
	"security_profile_id":           "security_profiles = [security_profile.LABEL]",
	"security_profile_ids":          "security_profiles = [security_profile.LABEL]",
	"routing_profile_id":            "routing_profile = routing_profile.LABEL",
	"routing_profile_name":          "routing_profile = routing_profile.LABEL",
	"hierarchy_group_id":            "hierarchy_group = hierarchy_group.LABEL",
	"parent_group_id":               "parent = hierarchy_group.LABEL",
	"hours_of_operation_id":         "hours_of_operation = hours_of_operation.LABEL",
	"hours":                         "hours_of_operation = hours_of_operation.LABEL",
	"default_outbound_queue_id":     "default_outbound_queue = queue.LABEL",
	"queue_configs":                 "queues = [{ queue = queue.LABEL, priority = 1, delay = 0 }]",
	"queue_configs_associated":      "queues = [{ queue = queue.LABEL, priority = 1, delay = 0 }]",
	"media_concurrencies":           "channels = { voice = 1, chat = 3 }",
	"outbound_caller_config":        "outbound_caller = { name = \"…\", number = \"+44…\" }",
	"quick_connect_ids":             "quick_connects = [quick_connect.LABEL]",
	"timezone":                      "time_zone",
	"opening_hours":                 "schedule",
	"config":                        "schedule = { monday = [\"09:00-17:00\"] }",
	"holidays":                      "overrides",
}

// inputHints are hints for attributes of Terraform's module blocks.
var inputHints = map[string]string{
	"version":   " Remove it: a module is a folder of the same repository, so it has no version of its own.",
	"providers": " Remove it: a module describes objects of the configuration's instance.",
}

// InputHint says what to write instead of an attribute of Terraform's module blocks, or
// returns "".
func InputHint(name string) string { return cmp.Or(inputHints[name], attributeHints[name]) }

// innerHints are hints for Terraform's blocks inside of blocks.
var innerHints = map[string]string{
	"dynamic":       " Lists and tables are attributes: write a for-expression, such as queues = [for q in local.queues : { … }].",
	"precondition":  " Write a check block at the top of a file.",
	"postcondition": " Write a check block at the top of a file.",
	"assert":        " In a check block, assert and message are attributes: assert = …",
	"provisioner":   " Remove it: callwright runs no commands.",
	"connection":    " Remove it: callwright runs no commands.",
	"timeouts":      " Use apply --timeout.",
}

// resourceKinds has the kinds for types of resources with another name.
var resourceKinds = map[string]string{
	"user_hierarchy_group":     "hierarchy_group",
	"user_hierarchy_structure": "hierarchy",
}

// resourceHint says how to write a resource block of Terraform. It knows the types of the
// providers aws and awscc.
func resourceHint(labels []string) string {
	if len(labels) == 0 {
		return " Write a block of a kind, such as queue \"sales\" { … }."
	}
	word := labels[0]
	for _, prefix := range []string{"aws_connect_", "awscc_connect_"} {
		word = strings.TrimPrefix(word, prefix)
	}
	if name, renamed := resourceKinds[word]; renamed {
		word = name
	}
	kind, ok := schema.KindOf(word)
	switch {
	case !ok:
		return fmt.Sprintf(" callwright has no counterpart of %q. If other blocks need such an object, they refer to it by its name in quotes.", labels[0])
	case kind.Single:
		return fmt.Sprintf(" Write it as %s { … }.", word)
	}
	label := "label"
	if len(labels) > 1 {
		label = labels[1]
	}
	return fmt.Sprintf(" Write it as %s %q { … }, with names instead of IDs.", word, label)
}

// topHint says how to write a block of Terraform at the top of a file, or returns "".
func topHint(b *Block) string {
	if b.Type == "resource" {
		return resourceHint(b.Labels)
	}
	return topHints[b.Type]
}

// AttributeHint says what to write instead of an attribute of Terraform, or of a name that
// the console or the API has for it, or returns "". Words are the attributes of the block.
func AttributeHint(name string, words []string) string {
	here, ok := otherNames[name]
	if word, _, _ := strings.Cut(here, " "); ok && slices.Contains(words, strings.TrimSuffix(word, ",")) {
		if strings.Contains(here, "=") {
			return fmt.Sprintf(" Write %s.", here)
		}
		return fmt.Sprintf(" Its name here is %s.", here)
	}
	return attributeHints[name]
}
