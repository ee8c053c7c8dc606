package plan_test

import (
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// TestKept keeps what somebody changed, and leaves what the configuration changed.
func TestKept(t *testing.T) {
	t.Parallel()
	set := &schema.Attr{Shape: schema.Set, Type: cty.List(cty.String)}
	entries := map[string]cty.Value{"a": cty.StringVal("1"), "b": cty.StringVal("2")}
	for _, tt := range []struct {
		name             string
		finding          plan.Finding
		attr             *schema.Attr
		live, want, kept cty.Value
	}{
		{"a text", plan.Finding{Cause: plan.Drifted}, &schema.Attr{Shape: schema.Scalar, Type: cty.String}, cty.StringVal("live"), cty.StringVal("file"), cty.StringVal("live")},
		{
			"members that somebody added and removed, and one of the configuration",
			plan.Finding{Cause: plan.Both, Entries: map[string]plan.Cause{"new": plan.Drifted, "old": plan.Drifted, "file": plan.Configured}},
			set, schema.TextsValue([]string{"both", "new"}), schema.TextsValue([]string{"both", "file", "old"}), schema.TextsValue([]string{"both", "file", "new"}),
		},
		{"all members removed", plan.Finding{Entries: map[string]plan.Cause{"a": plan.Drifted}}, set, schema.TextsValue(nil), schema.TextsValue([]string{"a"}), schema.TextsValue(nil)},
		{
			"an entry that both changed",
			plan.Finding{Entries: map[string]plan.Cause{"a": plan.Both}},
			&schema.Attr{Shape: schema.Map, Type: cty.Map(cty.String)}, cty.MapVal(entries),
			cty.MapVal(map[string]cty.Value{"a": cty.StringVal("0"), "b": cty.StringVal("2")}), cty.MapVal(entries),
		},
	} {
		if got := tt.finding.Kept(tt.attr, tt.live, tt.want); !got.RawEquals(tt.kept) {
			t.Errorf("%s: %s, want %s", tt.name, plan.Text(got), plan.Text(tt.kept))
		}
	}
}
