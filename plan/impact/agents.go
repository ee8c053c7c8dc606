package impact

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// A SettingChange says that contacts reach existing users in another way: on another phone, with
// another time for after-contact work, or connected without a click.
type SettingChange struct {
	Users   []string `json:"users"`
	Setting string   `json:"setting"` // the attribute, such as channels.voice.auto_accept
	Before  string   `json:"before"`  // as a plan shows it; "" if it was not read
	After   string   `json:"after"`
}

// A SharedPhone is a desk phone that several users have after the plan. A call to one of them
// rings for all, and only one of them can take contacts at a time.
type SharedPhone struct {
	Number string   `json:"number"`
	Users  []string `json:"users"` // sorted
	New    []string `json:"new"`   // the ones whom the plan gives the phone
}

// settingChanges returns what the changes do to how contacts reach users. Users with the same
// change share one.
func settingChanges(changes []*plan.Change) []SettingChange {
	var list []SettingChange
	at := map[settingKey]int{}
	for _, c := range changes {
		if c.Object().Kind != userKind || c.Live == nil || c.Want == nil {
			continue
		}
		for i := range c.Attrs.All() {
			a := &userKind.Attrs[i]
			if !strings.HasPrefix(a.Name, "phone.") && !strings.HasPrefix(a.Name, "channels.") {
				continue
			}
			k := settingKey{a.Name, "", plan.Measured(a, c.Want.Value(i))}
			if before := c.Live.Value(i); c.Live.Given.Has(i) && before != cty.NilVal {
				k.before = plan.Measured(a, before)
			}
			if k.before == k.after {
				continue
			}
			j, ok := at[k]
			if !ok {
				j = len(list)
				at[k], list = j, append(list, SettingChange{Setting: k.setting, Before: k.before, After: k.after})
			}
			list[j].Users = append(list[j].Users, c.Want.Key)
		}
	}
	for i := range list {
		list[i].Users = schema.SortedSet(list[i].Users)
	}
	slices.SortStableFunc(list, func(a, b SettingChange) int { return cmp.Compare(len(b.Users), len(a.Users)) })
	return list
}

// A settingKey tells changes of settings apart.
type settingKey struct{ setting, before, after string }

// deskPhone returns the number of the user's desk phone, or "". Two attributes can say the same:
// those in written win, because the others still have the live value.
func deskPhone(u *schema.User, written schema.AttrSet) string {
	has := func(attr string) bool { return written.And(userKind.Set(attr)) != 0 }
	phone, number := cmp.Or(u.Channels.Voice.PhoneType, u.Phone.Type), cmp.Or(u.Channels.Voice.PhoneNumber, u.Phone.Number)
	if has("phone.type") && !has("channels.voice.phone_type") {
		phone = u.Phone.Type
	}
	if has("phone.number") && !has("channels.voice.phone_number") {
		number = u.Phone.Number
	}
	if phone != "desk" {
		return ""
	}
	return number
}

// sharedPhones returns the desk phones that the changes give to somebody, and that others have,
// too.
func sharedPhones(changes []*plan.Change, live, outcome *schema.State) []SharedPhone {
	written := map[string]schema.AttrSet{} // by username after the plan
	for _, c := range changes {
		if c.Object().Kind == userKind && c.Want != nil && c.Attrs.And(phoneAttrs) != 0 {
			written[c.Want.Key] = c.Attrs
		}
	}
	if len(written) == 0 {
		return nil
	}
	before := map[string]string{}
	for _, u := range live.Of(userKind) {
		before[identity(u)] = deskPhone(u.Body.(*schema.User), 0)
	}
	phones := map[string]*SharedPhone{}
	for _, u := range outcome.Of(userKind) {
		number := deskPhone(u.Body.(*schema.User), written[u.Key])
		if number == "" {
			continue
		}
		if phones[number] == nil {
			phones[number] = &SharedPhone{Number: number}
		}
		p := phones[number]
		if p.Users = append(p.Users, u.Key); before[identity(u)] != number {
			p.New = append(p.New, u.Key)
		}
	}
	var list []SharedPhone
	for _, p := range phones {
		if len(p.Users) > 1 && len(p.New) > 0 {
			slices.Sort(p.Users)
			slices.Sort(p.New)
			list = append(list, *p)
		}
	}
	slices.SortFunc(list, func(a, b SharedPhone) int {
		return cmp.Or(cmp.Compare(len(b.Users), len(a.Users)), cmp.Compare(a.Number, b.Number))
	})
	return list
}

// phoneAttrs are the attributes that say which phone a user has.
var phoneAttrs = userKind.Set("phone.type", "phone.number", "channels.voice.phone_type", "channels.voice.phone_number")

// phoneFacts says who shares a desk phone after the plan.
func phoneFacts(phones []SharedPhone) []Fact {
	var list []Fact
	for _, p := range phones {
		list = append(list, Fact{Topic: TopicAgents, Verb: Share, Severity: Grave, First: true, Subjects: p.Users, To: p.Number, Count: len(p.New)})
	}
	return list
}

// settingFacts says how contacts reach users after the plan.
func settingFacts(changes []SettingChange) []Fact {
	var list []Fact
	for _, c := range changes {
		list = append(list, Fact{Topic: TopicAgents, Verb: Take, Severity: Other, Subjects: c.Users, Setting: c.Setting, From: c.Before, To: c.After})
	}
	return list
}
