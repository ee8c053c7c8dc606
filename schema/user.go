package schema

// A User is a person who signs in to take contacts or to run the contact centre.
type User struct {
	Username         string
	FirstName        string
	LastName         string
	Email            string
	SecondaryEmail   string
	Mobile           string
	Phone            Phone
	RoutingProfile   string   // name
	SecurityProfiles []string // names, sorted
	HierarchyGroup   string   // path; "" for none
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

const (
	emailPattern = `[a-zA-Z0-9._%+\-]+@[a-zA-Z0-9.\-]+\.[a-zA-Z]{2,63}`
	e164Pattern  = `\+[1-9]\d{1,14}`
	e164Words    = "a phone number in E.164 form, such as +442071838750"
)

var user = Define(Spec[User]{
	Name:  "user",
	Doc:   "A person who signs in to take contacts or to run the contact centre.",
	Label: "username",
	Quota: 500,
	Key:   func(u *User) string { return u.Username },
	Fields: []Field[User]{
		String("username", "The name to sign in with; defaults to for_each's key or the label.", func(u *User) *string { return &u.Username }).Code('u').
			Needed().Fixed().Length(100),
		String("first_name", "The first name.", func(u *User) *string { return &u.FirstName }).Code('f').Needed().Length(255),
		String("last_name", "The last name.", func(u *User) *string { return &u.LastName }).Code('l').Needed().Length(300),
		String("email", "The e-mail address.", func(u *User) *string { return &u.Email }).Code('e').
			Match(emailPattern, "an e-mail address").Length(265),
		String("secondary_email", "Where notices go instead of `email`.", func(u *User) *string { return &u.SecondaryEmail }).Code('E').
			Match(emailPattern, "an e-mail address").Length(265),
		String("mobile", "The mobile number, in E.164 form.", func(u *User) *string { return &u.Mobile }).Code('m').
			Match(e164Pattern, e164Words),
		String("phone.type", "`soft` for the browser, `desk` for a telephone.", func(u *User) *string { return &u.Phone.Type }).Code('p').
			OneOf("soft", "desk"),
		String("phone.number", "The desk phone's number, in E.164 form.", func(u *User) *string { return &u.Phone.Number }).Code('p').
			Match(e164Pattern, e164Words),
		Bool("phone.auto_accept", "Whether voice contacts connect without a click.", func(u *User) *bool { return &u.Phone.AutoAccept }).Code('p'),
		Int("phone.after_contact_work", "Seconds of work after a contact; 0 is until the agent ends it.",
			func(u *User) *int { return &u.Phone.AfterContactWork }).Code('p').
			Range(0, 2_000_000, "s"),
		Bool("phone.persistent_connection", "Whether the connection stays up after a call.", func(u *User) *bool { return &u.Phone.PersistentConnection }).Code('p'),
		String("routing_profile", "Which queues reach this user.", func(u *User) *string { return &u.RoutingProfile }).Code('r').
			Needed().To("routing_profile"),
		StringSet("security_profiles", "What the user may see and do: 1 to 10 profiles; the set is whole.", func(u *User) *[]string { return &u.SecurityProfiles }).Code('s').
			Needed().To("security_profile").Count(1, 10),
		String("hierarchy_group", "The user's place in the hierarchy; `\"\"` takes the user out of it.", func(u *User) *string { return &u.HierarchyGroup }).Code('h').
			To("hierarchy_group"),
		tags(func(u *User) *map[string]string { return &u.Tags }),
	},
	Check: checkUser,
	Fits:  checkTogether,
})

func checkUser(u *User, has func(string) bool) []Problem {
	if u.Phone.Type == "desk" && u.Phone.Number == "" && has("phone.number") {
		return []Problem{{
			Path: At("phone.number"), Summary: "Missing phone number",
			Detail: `A desk phone needs a number; write phone.number, or "soft" as the type.`,
		}}
	}
	return nil
}
