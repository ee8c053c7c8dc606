package impact

import "testing"

// TestPermissionWords gives permissions the words of their console. What the catalogue does not
// know has no words, because its name comes from the service.
func TestPermissionWords(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]Object{
		"Users.Edit":                                 {Text: "Users.Edit", Remark: "administers access", Resource: "Users", Level: "edit"},
		"BasicAgentAccess":                           {Text: "BasicAgentAccess", Resource: "Access Contact Control Panel"},
		"Brand.New":                                  {Text: "Brand.New"},
		"ConnectPath:users.users.edit":               {Text: "ConnectPath:users.users.edit", Remark: "administers access", Product: "ConnectPath", Resource: "Users", Level: "edit"},
		"ConnectPath:all_queues":                     {Text: "ConnectPath:all_queues", Product: "ConnectPath", Resource: "Metrics and operations of all queues"},
		"ConnectPath:activity.same-queues":           {Text: "ConnectPath:activity.same-queues", Product: "ConnectPath", Resource: "Activity", Level: "same queues"},
		"ConnectPath:activity.**every** one":         {Text: "ConnectPath:activity.**every** one"},
		"ConnectPath:home.visible.enabled":           {Text: "ConnectPath:home.visible.enabled"},
		"ConnectPath:**bold** via \"Admin\".enabled": {Text: "ConnectPath:**bold** via \"Admin\".enabled"},
		"FlowModule:Refunds":                         {What: "flow module", Text: "Refunds"},
	} {
		if got := newGrant(name).object(); got != want {
			t.Errorf("the object of %s is %+v, want %+v", name, got, want)
		}
	}
	for name, want := range map[string]string{"Users.Edit": "Users - Edit", "ConnectPath:home.visible.enabled": "home.visible.enabled", "ConnectPath:communication.directory.view": "Directory - view", "Brand.New": "Brand.New"} {
		if got := PermissionLabel(name); got != want {
			t.Errorf("PermissionLabel(%q) = %q, want %q", name, got, want)
		}
	}
}
