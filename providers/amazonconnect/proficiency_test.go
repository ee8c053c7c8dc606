package amazonconnect_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// skills returns a proficiency in each language from the number from up to, but not
// including, to.
func skills(from, to, level int) []schema.Proficiency {
	list := []schema.Proficiency{}
	for i := from; i < to; i++ {
		list = append(list, schema.Proficiency{Attribute: "Language", Value: fmt.Sprintf("L%02d", i), Level: level})
	}
	return list
}

// languages is the attribute that has every value of [skills].
func languages() *schema.PredefinedAttribute {
	a := &schema.PredefinedAttribute{Name: "Language"}
	for _, p := range skills(0, 20, 1) {
		a.Values = append(a.Values, p.Value)
	}
	return a
}

// TestProficiencies checks the calls that change a user's proficiencies, that Cost has
// them, and that lost answers do no harm.
func TestProficiencies(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name          string
		before, after []schema.Proficiency
		lost          string // the operation whose first answer is lost
		calls         []string
	}{
		{name: "as they are", before: skills(0, 3, 1), after: skills(0, 3, 1)},
		{name: "another level", before: skills(0, 3, 1), after: skills(0, 3, 2), calls: []string{"UpdateUserProficiencies"}},
		{name: "new before old", before: skills(0, 3, 1), after: skills(2, 6, 1), calls: []string{"AssociateUserProficiencies", "DisassociateUserProficiencies"}},
		{name: "too many together", before: skills(0, 8, 1), after: skills(5, 10, 3), calls: []string{"UpdateUserProficiencies", "AssociateUserProficiencies", "DisassociateUserProficiencies"}},
		{name: "far too many together", before: skills(0, 10, 1), after: skills(9, 19, 3), calls: []string{"DisassociateUserProficiencies", "UpdateUserProficiencies", "AssociateUserProficiencies"}},
		{name: "none", before: skills(0, 3, 1), after: skills(0, 0, 1), calls: []string{"DisassociateUserProficiencies"}},
		{
			name: "an association's answer is lost", before: skills(0, 1, 1), after: skills(0, 2, 1), lost: "AssociateUserProficiencies",
			calls: []string{"AssociateUserProficiencies", "AssociateUserProficiencies InvalidParameterException"},
		},
		{
			name: "a removal's answer is lost", before: skills(0, 2, 1), after: skills(0, 1, 1), lost: "DisassociateUserProficiencies",
			calls: []string{"DisassociateUserProficiencies", "DisassociateUserProficiencies InvalidParameterException"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := open(t, sim.Options{})
			c.create(schematest.Of("predefined_attribute", languages(), "name", "values"))
			ada := user("ada")
			ada.Body.(*schema.User).Proficiencies, ada.Given = test.before, ada.Given.Union(ada.Kind.Set("proficiencies"))
			live := c.create(ada)
			want := schematest.Of("user", &schema.User{Proficiencies: test.after})
			if test.lost != "" {
				c.wire.fail(test.lost, dropped)
			}
			c.forget()
			c.update(live, want, "proficiencies")
			if diff := cmp.Diff(test.calls, c.writes()); diff != "" {
				t.Errorf("calls mismatch (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.after, c.read(live).Body.(*schema.User).Proficiencies); diff != "" {
				t.Errorf("proficiencies mismatch (-want +got):\n%s", diff)
			}
			if test.lost != "" {
				return
			}
			var cost []string
			for _, calls := range c.Cost(providers.Write{Live: live, Want: want, Attrs: live.Kind.Set("proficiencies")}) {
				cost = append(cost, calls.Operation)
			}
			if diff := cmp.Diff(test.calls, cost); diff != "" {
				t.Errorf("Cost() mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestProficienciesAreReadWhereManaged checks that no call is made for users whose
// proficiencies nobody manages.
func TestProficienciesAreReadWhereManaged(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	for _, name := range []string{"ada", "bob", "cyd"} {
		c.create(user(name))
	}
	c.forget()
	c.list("user", func(r *schema.Resource) schema.AttrSet {
		if r.Key == "bob" {
			return r.Kind.Set("proficiencies")
		}
		return r.Kind.Set("first_name")
	})
	n := 0
	for _, call := range c.seen() {
		if call == "ListUserProficiencies" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d calls of ListUserProficiencies, want 1", n)
	}
	if err := c.Delete(context.Background(), c.list("user", nil)["bob"]); err != nil {
		t.Fatal(err)
	}
}
