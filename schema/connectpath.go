package schema

// ConnectPathProvider is the provider of ConnectPath's kinds, as its block is labelled.
const ConnectPathProvider = "connectpath"

// ConnectPathSettings are what an instance of ConnectPath has one of.
type ConnectPathSettings struct {
	DefaultGroup   string   // name
	ProtectedUsers []string // usernames
}

var connectPath = Define(Kind{
	Name:     "connectpath",
	Doc:      "The settings of ConnectPath. An instance has one, so the block has no label.",
	Provider: ConnectPathProvider,
	Single:   true,
	Follows:  []string{"permission_group_assignment"},
}, []Field[ConnectPathSettings]{
	String("default_group", "The permission group of every user who was given none.", func(c *ConnectPathSettings) *string { return &c.DefaultGroup }).Code('d').
		NotEmpty("an instance always has a default group").RefersTo("permission_group"),
	StringSet("protected_users", "Users that are never touched, in either system: whom you keep for emergencies.", func(c *ConnectPathSettings) *[]string { return &c.ProtectedUsers }).Code('u').
		Length(100).NotEmpty("leave the member out instead"),
})

// complete takes the protected users as they are: who is protected is the configuration's
// to say, and nothing to write.
func (c *ConnectPathSettings) complete(live any) {
	if live != nil {
		c.ProtectedUsers = live.(*ConnectPathSettings).ProtectedUsers
	}
}
