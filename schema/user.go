package schema

import (
	"cmp"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema/diag"
)

// A User is a person who signs in to take contacts or to run the contact centre.
type User struct {
	Username         string
	FirstName        string
	LastName         string
	Email            string
	SecondaryEmail   string
	Mobile           string
	Phone            Phone
	Channels         UserChannels
	RoutingProfile   string   // name
	SecurityProfiles []string // names, sorted
	HierarchyGroup   string   // path; "" for none
	DirectoryID      string
	Proficiencies    []Proficiency // sorted by attribute and value
	Tags             map[string]string
}

// Phone is how a user's contacts reach them.
type Phone struct {
	Type                 string // "soft" or "desk"
	Number               string // of a desk phone, E.164
	AutoAccept           bool
	AfterContactWork     int // seconds; 0 is until the agent ends it
	PersistentConnection bool
}

// UserChannels are a user's settings for each channel. What they have in common with
// [Phone] is one setting in the service.
type UserChannels struct {
	Voice             VoiceSettings
	Chat, Task, Email ChannelSettings
}

// ChannelSettings are what a user has for any channel.
type ChannelSettings struct {
	AutoAccept       bool
	AfterContactWork int // seconds; 0 is until the agent ends it
}

// VoiceSettings are what a user has for the voice channel.
type VoiceSettings struct {
	ChannelSettings
	PhoneType            string // "soft" or "desk"
	PhoneNumber          string // of a desk phone, E.164
	PersistentConnection bool
	VoiceEnhancement     string // "none", "voice_isolation" or "noise_suppression"

	// Of agent-first callbacks: the service calls the agent first, and then the customer.
	CallbackAutoAccept       bool
	CallbackAfterContactWork int // seconds; 0 is until the agent ends it
}

// Of returns the settings of the named channel, which is one of [Channels].
func (c *UserChannels) Of(channel string) *ChannelSettings {
	switch channel {
	case "voice":
		return &c.Voice.ChannelSettings
	case "chat":
		return &c.Chat
	case "task":
		return &c.Task
	}
	return &c.Email
}

// longestWork is the longest time for after-contact work, in seconds (Amazon Connect
// API reference, UpdateUserConfig).
const longestWork = 2_000_000

const (
	emailPattern = `[a-zA-Z0-9._%+\-]+@[a-zA-Z0-9.\-]+\.[a-zA-Z]{2,63}`
	e164Pattern  = `\+[1-9]\d{1,14}`
	e164Words    = "a phone number in E.164 form, such as +442071838750"
)

// isEmail reports whether s is an address as most people have it, which emailPattern matches.
func isEmail(s string) bool {
	name, host, ok := strings.Cut(s, "@")
	dot := strings.LastIndexByte(host, '.')
	if !ok || name == "" || dot < 1 || len(host)-dot-1 < 2 || len(host)-dot-1 > 63 {
		return false
	}
	for _, c := range []byte(name + host) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '.' && c != '-' {
			return false
		}
	}
	return !strings.ContainsAny(host[dot:], "0123456789-")
}

// isE164 reports whether e164Pattern matches s.
func isE164(s string) bool {
	if len(s) < 3 || len(s) > 16 || s[0] != '+' || s[1] == '0' {
		return false
	}
	for _, c := range []byte(s[1:]) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

var user = Define(Kind{
	Name:  "user",
	Doc:   "A person who signs in to take contacts or to manage the contact centre.",
	Label: "username",
	Quota: 500,
	Parts: []Part{userGroup},
}, slices.Concat([]Field[User]{
	String("username", "The username to sign in with; defaults to for_each's key or the label.", func(u *User) *string { return &u.Username }).Code('u').
		Required().Immutable().Length(100),
	String("first_name", "The first name.", func(u *User) *string { return &u.FirstName }).Code('f').Required().Length(255),
	String("last_name", "The last name.", func(u *User) *string { return &u.LastName }).Code('l').Required().Length(300),
	String("email", "The e-mail address; required to create a user if the instance manages its own users.", func(u *User) *string { return &u.Email }).Code('e').
		Match(emailPattern, "an e-mail address", isEmail).Length(265),
	String("secondary_email", "The e-mail address for notices, instead of `email`.", func(u *User) *string { return &u.SecondaryEmail }).Code('E').
		Match(emailPattern, "an e-mail address").Length(265),
	String("mobile", "The mobile number, in E.164 form.", func(u *User) *string { return &u.Mobile }).Code('m').
		Match(e164Pattern, e164Words, isE164),
	String("phone.type", "`soft` for the browser, `desk` for a telephone.", func(u *User) *string { return &u.Phone.Type }).Code('p').
		OneOf("soft", "desk"),
	String("phone.number", "The desk phone's number, in E.164 form.", func(u *User) *string { return &u.Phone.Number }).Code('p').
		Match(e164Pattern, e164Words),
	Bool("phone.auto_accept", "Whether voice contacts connect without a click.", func(u *User) *bool { return &u.Phone.AutoAccept }).Code('p'),
	Int("phone.after_contact_work", "Seconds of work after a contact; 0 means until the agent ends it. It applies to every channel; if the channels differ, it is the voice channel's.",
		func(u *User) *int { return &u.Phone.AfterContactWork }).Code('p').
		Range(0, longestWork, "s"),
	Bool("phone.persistent_connection", "Whether the connection stays open after a call.", func(u *User) *bool { return &u.Phone.PersistentConnection }).Code('p'),
}, userChannels(), []Field[User]{
	String("routing_profile", "Which queues reach this user.", func(u *User) *string { return &u.RoutingProfile }).Code('r').
		Required().RefersTo("routing_profile"),
	StringSet("security_profiles", "What the user can see and do: 1 to 10 profiles; the set is complete.", func(u *User) *[]string { return &u.SecurityProfiles }).Code('s').
		Required().RefersTo("security_profile").Count(1, 10),
	String("hierarchy_group", "The user's group in the hierarchy; `\"\"` removes the user from it.", func(u *User) *string { return &u.HierarchyGroup }).Code('h').
		RefersTo("hierarchy_group"),
	Rows("proficiencies", "What the user is good at, and how good: values of predefined attributes with a level from 1 to 5; at most 10. The table is complete.",
		func(u *User) *[]Proficiency { return &u.Proficiencies }, proficiencyRows).Code('K', 'k'),
	String("directory_id", "The user's ID in the directory, for an instance with an existing directory that Amazon Connect cannot reach.",
		func(u *User) *string { return &u.DirectoryID }).Code('d').Immutable(),
	tags(func(u *User) *map[string]string { return &u.Tags }),
}))

func (u *User) naturalKey() string { return u.Username }

// created sets what a new user has (Amazon Connect API reference, UserPhoneConfig and
// VoiceEnhancementConfig).
func (u *User) created() {
	u.Phone.Type, u.Channels.Voice.PhoneType, u.Channels.Voice.VoiceEnhancement = "soft", "soft", "none"
}

func (u *User) conflicts(after *Resource, outcome *State) []diag.Problem {
	profiles := u.SecurityProfiles
	if after != nil {
		profiles = after.Body.(*User).SecurityProfiles
	}
	return append(checkTogether(profiles, outcome), checkValues(u, outcome)...)
}

// userChannels are the leaves of channels: a user's settings for each channel.
func userChannels() []Field[User] {
	leaf := func(name string) string { return "channels." + name }
	var fields []Field[User]
	for _, channel := range Channels {
		of := func(u *User) *ChannelSettings { return u.Channels.Of(channel) }
		accept := Bool(leaf(channel+".auto_accept"), "Whether contacts of the channel connect without a click.", func(u *User) *bool { return &of(u).AutoAccept })
		if channel == "voice" {
			accept = accept.SameSettingAs("phone.auto_accept")
		}
		fields = append(fields, accept, Int(leaf(channel+".after_contact_work"), "Seconds of work after a contact; 0 means until the agent ends it.",
			func(u *User) *int { return &of(u).AfterContactWork }).Range(0, longestWork, "s").SameSettingAs("phone.after_contact_work"))
	}
	fields = append(fields,
		String(leaf("voice.phone_type"), "`soft` for the browser, `desk` for a telephone.", func(u *User) *string { return &u.Channels.Voice.PhoneType }).
			OneOf("soft", "desk").SameSettingAs("phone.type"),
		String(leaf("voice.phone_number"), "The desk phone's number, in E.164 form.", func(u *User) *string { return &u.Channels.Voice.PhoneNumber }).
			Match(e164Pattern, e164Words).SameSettingAs("phone.number"),
		Bool(leaf("voice.persistent_connection"), "Whether the connection stays open after a call.",
			func(u *User) *bool { return &u.Channels.Voice.PersistentConnection }).SameSettingAs("phone.persistent_connection"),
		String(leaf("voice.voice_enhancement"), "How Amazon Connect makes the agent's voice clearer.", func(u *User) *string { return &u.Channels.Voice.VoiceEnhancement }).
			OneOf("none", "voice_isolation", "noise_suppression"),
		Bool(leaf("voice.callback_auto_accept"), "Whether agent-first callbacks connect without a click. In such a callback, the agent is called before the customer.",
			func(u *User) *bool { return &u.Channels.Voice.CallbackAutoAccept }),
		Int(leaf("voice.callback_after_contact_work"), "Seconds of work after an agent-first callback; 0 means until the agent ends it.",
			func(u *User) *int { return &u.Channels.Voice.CallbackAfterContactWork }).Range(0, longestWork, "s"),
	)
	for i := range fields {
		fields[i] = fields[i].Code('c')
	}
	slices.SortStableFunc(fields, func(a, b Field[User]) int { return cmp.Compare(channelOf(a.Name), channelOf(b.Name)) })
	return fields
}

// channelOf returns the rank of the channel that a leaf of channels belongs to.
func channelOf(leaf string) int { return channelRank(strings.Split(leaf, ".")[1]) }

func (u *User) check(has func(string) bool) []diag.Problem {
	var problems []diag.Problem
	for _, phone := range []struct{ number, kind, value string }{
		{"phone.number", u.Phone.Type, u.Phone.Number},
		{"channels.voice.phone_number", u.Channels.Voice.PhoneType, u.Channels.Voice.PhoneNumber},
	} {
		if phone.kind == "desk" && phone.value == "" && has(phone.number) {
			problems = append(problems, diag.MissingPhoneNumber.On(phone.number, `A desk phone needs a number. Set %s, or use "soft" as the type.`, phone.number))
		}
	}
	problems = append(problems, u.checkUsername()...)
	problems = append(problems, u.checkSpaces()...)
	return append(problems, checkProficiencies(u)...)
}

// checkSpaces warns of spaces in a person's name that nobody sees, as a spreadsheet leaves
// them: at the ends, or two in a row.
func (u *User) checkSpaces() []diag.Problem {
	var problems []diag.Problem
	for _, name := range []struct{ attr, value string }{{"first_name", u.FirstName}, {"last_name", u.LastName}} {
		if words := tidy(name.value); words != name.value && words != "" {
			problems = append(problems, diag.StraySpaces.On(name.attr, "%q is %q, which has stray spaces. Write %q.", name.attr, name.value, words))
		}
	}
	return problems
}

// A Proficiency is how good a user is at something: a value of a predefined attribute,
// such as French of the attribute Language.
type Proficiency struct {
	Attribute string // name of a predefined attribute
	Value     string
	Level     int // 1 to 5
}

// ProficienciesPerUser is how many proficiencies a user may have unless the instance's
// quota was raised (Amazon Connect service quotas).
const ProficienciesPerUser = 10

// proficiencyRows are the rows of user.proficiencies (Amazon Connect API reference,
// UserProficiency).
var proficiencyRows = tableOf[Proficiency]{
	columns: []Field[Proficiency]{
		String("attribute", "The predefined attribute.", func(p *Proficiency) *string { return &p.Attribute }).Required().RefersTo("predefined_attribute"),
		String("value", "One of its values.", func(p *Proficiency) *string { return &p.Value }).Required().Length(100),
		Int("level", "1 is the lowest, 5 the highest.", func(p *Proficiency) *int { return &p.Level }).Required().Range(1, 5, ""),
	},
	keys: []string{"attribute", "value"},
	compare: func(a, b Proficiency) int {
		return cmp.Or(cmp.Compare(a.Attribute, b.Attribute), cmp.Compare(a.Value, b.Value))
	},
}

func checkProficiencies(u *User) []diag.Problem {
	if n := len(u.Proficiencies); n > ProficienciesPerUser {
		return []diag.Problem{diag.QuotaMayBeExceeded.On("proficiencies", "The user has %d proficiencies; an instance allows %d by default.", n, ProficienciesPerUser)}
	}
	return nil
}

// checkValues refuses proficiencies in values that their attributes will not have.
// Values that are not known, of an attribute that nobody describes, may be any.
func checkValues(u *User, outcome *State) []diag.Problem {
	var problems []diag.Problem
	for _, p := range u.Proficiencies {
		r, ok := outcome.Lookup(Name{"predefined_attribute", p.Attribute})
		if !ok || !r.Has("values") {
			continue
		}
		values := r.Body.(*PredefinedAttribute).Values
		if slices.Contains(values, p.Value) {
			continue
		}
		problems = append(problems, diag.UnknownAttributeValue.On("proficiencies", "The predefined attribute %q has no value %q.%s Add it to the attribute's values, or use one of them.", p.Attribute, p.Value, diag.Suggest(p.Value, values)).About(p.Value))
	}
	return problems
}
