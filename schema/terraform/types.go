package terraform

import (
	"fmt"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// A conversion says how the sources of a type become objects of a kind. If no configuration
// describes objects of the kind, such as flows, it only tells their names.
type conversion struct {
	kind       string
	ids        []string // attributes with an ID or an ARN, besides id and arn
	name       []string // attributes with the name
	attributes []attribute
	computed   []string // attributes that the service sets, or that say the same as others
}

const (
	hierarchyGroupType = "user_hierarchy_group"
	instanceType       = "instance"
)

// types are the conversions by type, with the attributes of both providers: of hashicorp/aws
// 5.100 and 6, and of hashicorp/awscc (their documentation in the Terraform Registry, and the
// schema that `terraform providers schema -json` prints).
var types = map[string]conversion{
	"hours_of_operation": {
		kind: "hours_of_operation", ids: []string{"hours_of_operation_id", "hours_of_operation_arn"}, name: []string{"name"},
		attributes: []attribute{
			text("name", "name"), text("description", "description"), text("time_zone", "time_zone"),
			{"schedule", schedule},
			rows("overrides", override, "hours_of_operation_overrides"),
			{"parents", parents},
			tags(),
		},
		computed: []string{"child_hours_of_operations"},
	},
	"queue": {
		kind: "queue", ids: []string{"queue_id", "queue_arn"}, name: []string{"name"},
		attributes: []attribute{
			text("name", "name"), text("description", "description"),
			ref("hours_of_operation", "hours_of_operation", "hours_of_operation_id", "hours_of_operation_arn"),
			text("status", "status"), positive("max_contacts", "max_contacts"),
			text("outbound_caller.name", "outbound_caller_config.outbound_caller_id_name"),
			ref("outbound_caller.number", "phone_number", "outbound_caller_config.outbound_caller_id_number_id", "outbound_caller_config.outbound_caller_id_number_arn"),
			ref("outbound_caller.flow", "flow", "outbound_caller_config.outbound_flow_id", "outbound_caller_config.outbound_flow_arn"),
			refs("quick_connects", "quick_connect", "quick_connect_ids", "quick_connect_arns"),
			ref("outbound_email", "email_address", "outbound_email_config.outbound_email_address_id"),
			tags(),
		},
		computed: []string{"type"},
	},
	"quick_connect": {
		kind: "quick_connect", ids: []string{"quick_connect_id", "quick_connect_arn"}, name: []string{"name"},
		attributes: []attribute{
			text("name", "name"), text("description", "description"),
			ref("user.user", "user", "quick_connect_config.user_config.user_id", "quick_connect_config.user_config.user_arn"),
			ref("user.flow", "flow", "quick_connect_config.user_config.contact_flow_id", "quick_connect_config.user_config.contact_flow_arn"),
			ref("queue.queue", "queue", "quick_connect_config.queue_config.queue_id", "quick_connect_config.queue_config.queue_arn"),
			ref("queue.flow", "flow", "quick_connect_config.queue_config.contact_flow_id", "quick_connect_config.queue_config.contact_flow_arn"),
			text("phone.number", "quick_connect_config.phone_config.phone_number"),
			ref("flow.flow", "flow", "quick_connect_config.flow_config.contact_flow_id", "quick_connect_config.flow_config.contact_flow_arn"),
			tags(),
		},
		computed: []string{"quick_connect_type"},
	},
	"routing_profile": {
		kind: "routing_profile", ids: []string{"routing_profile_id", "routing_profile_arn"}, name: []string{"name"},
		attributes: append([]attribute{
			text("name", "name"), text("description", "description"),
			ref("default_outbound_queue", "queue", "default_outbound_queue_id", "default_outbound_queue_arn"),
			{"channels", channels},
			rows("queues", queueRow, "queue_configs"),
			rows("manual_assignment_queues", queueRow, "manual_assignment_queue_configs"),
			text("agent_availability_timer", "agent_availability_timer"),
			tags(),
		}, crossChannel()...),
		computed: []string{"queue_configs_associated"},
	},
	"security_profile": {
		kind: "security_profile", ids: []string{"security_profile_id", "security_profile_arn"}, name: []string{"name", "security_profile_name"},
		attributes: []attribute{
			text("name", "name", "security_profile_name"), text("description", "description"),
			set("permissions", "permissions"),
			pairs("access_control_tags", "allowed_access_control_tags"),
			words("tag_restricted_resources", schema.ResourceTypeWord, "tag_restricted_resources"),
			words("hierarchy_restricted_resources", schema.ResourceTypeWord, "hierarchy_restricted_resources"),
			ref("access_control_hierarchy_group", "hierarchy_group", "allowed_access_control_hierarchy_group_id"),
			rows("applications", application, "applications"),
			{"flow_modules", flowModules},
			rows("data_table_access", dataTable,
				"granular_access_control_configuration.data_table_access_control_configuration.primary_attribute_access_control_configuration.primary_attribute_values"),
			tags(),
		},
		computed: []string{"organization_resource_id"},
	},
	"user": {
		kind: "user", ids: []string{"user_id", "user_arn"}, name: []string{"name", "username"},
		attributes: append([]attribute{
			text("username", "name", "username"),
			text("first_name", "identity_info.first_name"), text("last_name", "identity_info.last_name"),
			text("email", "identity_info.email"), text("secondary_email", "identity_info.secondary_email"), text("mobile", "identity_info.mobile"),
			text("phone.type", "phone_config.phone_type"), text("phone.number", "phone_config.desk_phone_number"),
			yes("phone.auto_accept", "phone_config.auto_accept"), number("phone.after_contact_work", "phone_config.after_contact_work_time_limit"),
			yes("phone.persistent_connection", "phone_config.persistent_connection"),
			ref("routing_profile", "routing_profile", "routing_profile_id", "routing_profile_arn"),
			refs("security_profiles", "security_profile", "security_profile_ids", "security_profile_arns"),
			ref("hierarchy_group", "hierarchy_group", "hierarchy_group_id", "hierarchy_group_arn"),
			text("directory_id", "directory_user_id"),
			rows("proficiencies", proficiency, "user_proficiencies"),
			tags(),
		}, userChannels()...),
		computed: []string{"password", "password_wo_version"}, // Read counts the passwords
	},
	hierarchyGroupType: {
		kind: "hierarchy_group", ids: []string{"hierarchy_group_id", "user_hierarchy_group_arn"}, name: []string{"name"},
		attributes: []attribute{text("name", "name"), tags()}, // Read adds the parent
		computed:   []string{"level_id", "hierarchy_path"},
	},
	"user_hierarchy_structure": {
		kind: "hierarchy", attributes: []attribute{{"levels", levels}}, computed: []string{"user_hierarchy_structure_arn"},
	},
	"agent_status": { // only of awscc
		kind: "agent_status", ids: []string{"agent_status_arn"}, name: []string{"name"},
		attributes: []attribute{
			text("name", "name"), text("description", "description"), text("state", "state"), positive("display_order", "display_order"), tags(),
		},
		computed: []string{"type", "reset_order_number"},
	},
	"predefined_attribute": { // only of awscc
		kind: "predefined_attribute", name: []string{"name"},
		attributes: []attribute{
			text("name", "name"), set("values", "values.string_list"), set("purposes", "purposes"),
			yes("validate_values", "attribute_configuration.enable_value_validation_on_association"),
		},
	},

	"contact_flow":        {kind: "flow", ids: []string{"contact_flow_id", "contact_flow_arn"}, name: []string{"name"}},
	"contact_flow_module": {kind: "flow_module", ids: []string{"contact_flow_module_id", "contact_flow_module_arn"}, name: []string{"name"}},
	"phone_number":        {kind: "phone_number", ids: []string{"phone_number_id", "phone_number_arn"}, name: []string{"phone_number", "address"}},
	"email_address":       {kind: "email_address", ids: []string{"email_address_id", "email_address_arn"}, name: []string{"email_address"}},
}

// everywhere are computed attributes of many types.
var everywhere = []string{"id", "arn", "region", "instance_id", "instance_arn", "last_modified_region", "last_modified_time", "timeouts"}

func schedule(_ *directory, f *fields) (cty.Value, error) {
	list, err := f.objects("config")
	if err != nil {
		return cty.NilVal, err
	}
	v, err := byWeekday(list)
	if err != nil {
		return cty.NilVal, fmt.Errorf("config%w", err)
	}
	return v, nil
}

// override returns a row of overrides. One that recurs has members that are left over, so
// that rows reports it.
func override(d *directory, f *fields) (map[string]cty.Value, error) {
	row, err := cells(d, f, text("name", "override_name"), text("description", "override_description"), text("from", "effective_from"), text("to", "effective_till"))
	if err != nil {
		return nil, err
	}
	f.used["hours_of_operation_override_id"] = true
	kind, err := f.text("override_type")
	if err != nil || kind != "" && kind != "STANDARD" {
		return nil, fmt.Errorf("has the override_type %q, which callwright does not convert", kind)
	}
	list, err := f.objects("override_config")
	if err != nil {
		return nil, err
	}
	times, err := byWeekday(list)
	if err != nil {
		return nil, fmt.Errorf("override_config%w", err)
	}
	if row["schedule"] = times; times.LengthInt() == 0 {
		delete(row, "schedule")
		row["closed"] = cty.True
	}
	return row, nil
}

// parents returns the names of the hours whose overrides hold, too.
func parents(d *directory, f *fields) (cty.Value, error) {
	list, err := f.objects("parent_hours_of_operations")
	if len(list) == 0 || err != nil {
		return cty.NilVal, err
	}
	var names []string
	for _, f := range list {
		name, err := f.text("name")
		if err == nil && name == "" {
			var id string
			if id, err = f.text("id", "hours_of_operation_id", "hours_of_operation_arn"); err == nil {
				name, err = d.lookup("hours_of_operation", id)
			}
		}
		if err != nil {
			return cty.NilVal, fmt.Errorf("parent_hours_of_operations %w", err)
		}
		names = append(names, name)
	}
	return schema.TextsValue(names), nil
}

// channels returns how many contacts an agent handles at once. A channel with 0 is off.
func channels(_ *directory, f *fields) (cty.Value, error) {
	list, err := f.objects("media_concurrencies")
	if len(list) == 0 || err != nil {
		return cty.NilVal, err
	}
	all := map[string]cty.Value{}
	for i, f := range list {
		channel, err := f.text("channel")
		if err != nil {
			return cty.NilVal, fmt.Errorf("media_concurrencies[%d].%w", i, err)
		}
		n, err := f.small("concurrency")
		if err != nil {
			return cty.NilVal, fmt.Errorf("media_concurrencies[%d].%w", i, err)
		}
		if n > 0 {
			all[schema.ChannelWord(channel)] = cty.NumberIntVal(n)
		}
	}
	if len(all) == 0 {
		return cty.MapValEmpty(cty.Number), nil
	}
	return cty.MapVal(all), nil
}

// crossChannel are the leaves of cross_channel. hashicorp/aws has them since 6.19.
func crossChannel() []attribute {
	var all []attribute
	for _, channel := range schema.Channels {
		all = append(all, byChannel("cross_channel."+channel, "media_concurrencies", channel, text("", "cross_channel_behavior.behavior_type")))
	}
	return all
}

// queueRow returns a row of queues, or of manual_assignment_queues.
func queueRow(d *directory, f *fields) (map[string]cty.Value, error) {
	row, err := cells(d, f,
		ref("queue", "queue", "queue_id", "queue_reference.queue_arn", "queue_reference.queue_id"),
		number("priority", "priority"), number("delay", "delay"))
	if err != nil {
		return nil, err
	}
	channel, err := f.text("channel", "queue_reference.channel")
	if err != nil {
		return nil, err
	}
	row["channels"] = schema.TextsValue([]string{schema.ChannelWord(channel)})
	f.used["queue_arn"], f.used["queue_name"] = true, true
	return row, nil
}

func application(d *directory, f *fields) (map[string]cty.Value, error) {
	return cells(d, f, text("namespace", "namespace"), text("type", "type"), set("permissions", "application_permissions"))
}

// flowModules returns the names of the flow modules that AI agents may use as tools.
func flowModules(d *directory, f *fields) (cty.Value, error) {
	list, err := f.objects("allowed_flow_modules")
	if len(list) == 0 || err != nil {
		return cty.NilVal, err
	}
	var names []string
	for _, f := range list {
		id, err := f.text("flow_module_id")
		if err == nil {
			id, err = d.lookup("flow_module", id)
		}
		if err != nil {
			return cty.NilVal, fmt.Errorf("allowed_flow_modules %w", err)
		}
		names = append(names, id)
	}
	return schema.TextsValue(names), nil
}

func dataTable(d *directory, f *fields) (map[string]cty.Value, error) {
	f.used["access_type"] = true // there is one: ALLOW
	return cells(d, f, text("attribute", "attribute_name"), set("values", "values"))
}

func proficiency(d *directory, f *fields) (map[string]cty.Value, error) {
	return cells(d, f, text("attribute", "attribute_name"), text("value", "attribute_value"), number("level", "level"))
}

// userChannels are the settings of each channel, which newer versions of awscc have.
func userChannels() []attribute {
	var all []attribute
	for _, channel := range schema.Channels {
		at := "channels." + channel + "."
		all = append(all,
			byChannel(at+"auto_accept", "auto_accept_configs", channel, yes("", "auto_accept")),
			byChannel(at+"after_contact_work", "after_contact_work_configs", channel, number("", "after_contact_work_config.after_contact_work_time_limit")))
	}
	return append(all,
		byChannel("channels.voice.callback_auto_accept", "auto_accept_configs", "voice", yes("", "agent_first_callback_auto_accept")),
		byChannel("channels.voice.callback_after_contact_work", "after_contact_work_configs", "voice",
			number("", "agent_first_callback_after_contact_work_config.after_contact_work_time_limit")),
		byChannel("channels.voice.phone_type", "phone_number_configs", "voice", text("", "phone_type")),
		byChannel("channels.voice.phone_number", "phone_number_configs", "voice", text("", "phone_number")),
		byChannel("channels.voice.persistent_connection", "persistent_connection_configs", "voice", yes("", "persistent_connection")),
		byChannel("channels.voice.voice_enhancement", "voice_enhancement_configs", "voice", text("", "voice_enhancement_mode")))
}

// levels returns the names of the levels of the hierarchy, from the top.
func levels(_ *directory, f *fields) (cty.Value, error) {
	var names []string
	for _, level := range levelWords {
		name, err := f.text("hierarchy_structure."+level+".name", "user_hierarchy_structure."+level+".name")
		if err != nil {
			return cty.NilVal, err
		}
		if name == "" {
			break
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return cty.NilVal, nil
	}
	return schema.TextsValue(names), nil
}
