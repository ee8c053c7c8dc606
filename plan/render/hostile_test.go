package render_test

import (
	"fmt"
	"slices"

	"github.com/callwright/callwright/schema"
)

// hostileNames are names that break out of a rendering which does not make them
// harmless: of a terminal, a line, a table, a code span, a tag, an annotation.
var hostileNames = []string{
	"\x1b[31mred\x1b[0m", "a\r\nPlan: 0 to create", "\u202egnorw", `say "hi"`, "tab\there", "\u200bzero",
	"<script>alert(1)</script>", "😀", "@team", "a | b", "`tick` ``` ~~~", "` ", `\`, `\|`, "**bold** _em_ ~~no~~",
	"![x](https://evil.example/x.png)", "[y](https://evil.example)", "https://evil.example www.evil.example",
	"<img src=x onerror=alert(2)>", "</details></code></script><b>", "<!-- callwright:plan key=x -->", "--><i>", "&lt;u&gt; &amp;",
	"#12 org/repo#3 GH-4", "::error::x", "##[error]y", "%0A::warning::z", "]]>", "$x^2$", "{{ .X }}", "' onclick='alert(3)",
}

// hostile is a plan whose objects have the hostile names: it creates and deletes
// queues of those names, and gives a user of each name a security profile of that
// name, by which access is administered.
func hostile() *story {
	s := &story{}
	s.is("always", "", hours()).wants("always", "", hours())
	s.is("gold", "", queue("Gold")).wants("gold", "", queue("Gold"))
	s.is("base", "", &schema.SecurityProfile{Name: "Base", Permissions: []string{"BasicAgentAccess"}})
	s.wants("base", "", &schema.SecurityProfile{Name: "Base", Permissions: []string{"BasicAgentAccess"}}, "permissions")
	var rows []schema.QueueRow
	for i, name := range hostileNames {
		s.wants(fmt.Sprintf("q%d", i), "", queue(name))
		if i < 6 {
			s.is(fmt.Sprintf("gone%d", i), "", queue("Old "+name))
			rows = append(rows, row("Old "+name, "voice", 1, 0))
		}
		grant := &schema.SecurityProfile{Name: name, Permissions: []string{"Users.Edit", "Users.View"}, Tags: map[string]string{name: name}}
		s.is(fmt.Sprintf("s%d", i), "", grant).wants(fmt.Sprintf("s%d", i), "", grant)
		s.is("agents", name, person(name, "Premium", "Base"))
		s.wants("agents", name, person(name, "Premium", "Base", name), "security_profiles")
	}
	s.is("premium", "", profile(append(slices.Clone(rows), row("Gold", "voice", 1, 0))...))
	s.wants("premium", "", profile(row("Gold", "voice", 1, 0), row(hostileNames[9], "voice", 2, 10)), "queues")
	return s
}
