package config_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/config/decode"
	"github.com/callwright/callwright/schema/diag"
)

func mapFS(files map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for name, src := range files {
		m[name] = &fstest.MapFile{Data: []byte(src)}
	}
	return m
}

// said prints each diagnostic on a line, without its place.
func said(diags hcl.Diagnostics) string {
	var lines []string
	for _, d := range diags {
		lines = append(lines, d.Summary+": "+d.Detail)
	}
	return strings.Join(lines, "\n")
}

const inputs = `
variable "team" { default = "none" }
variable "size" {
  type    = number
  default = 1
}
variable "tags" {
  type    = map(string)
  default = {}
}
variable "shape" {
  type    = object({ a = string, b = optional(number, 7) })
  default = null
}
user "u" {
  first_name = var.team
  phone      = { after_contact_work = var.size }
  tags       = merge(var.tags, { env = callwright.environment, b = var.shape == null ? "null" : tostring(var.shape.b) })
}
`

func TestVariables(t *testing.T) {
	prod := map[string]string{"environments/prod.vars.hcl": `team = "prod"`}
	both := map[string]string{"environments/prod.vars.hcl": `team = "prod"`, "environments/test.vars.hcl": `team = "test"`}
	tests := []struct {
		name    string
		files   map[string]string
		options config.Options
		want    string // of the user's attributes
		said    string
	}{
		{name: "defaults", want: `none 1 b=null env=`},
		{name: "flags", options: config.Options{Vars: []string{"team=a=b", "size=3", `tags={ x = "y" }`, `shape={ a = "q" }`}}, want: `a=b 3 b=7 env= x=y`},
		{name: "the only environment", files: prod, want: `prod 1 b=null env=prod`},
		{name: "an environment", files: both, options: config.Options{Environment: "test"}, want: `test 1 b=null env=test`},
		{name: "which environment", files: both, said: `No environment chosen: Environments: prod, test. Choose one with --env.`},
		{name: "unknown environment", files: both, options: config.Options{Environment: "tst"}, said: `Unknown environment: Unknown environment "tst". Did you mean "test"? Environments: prod, test.`},
		{name: "no environments", options: config.Options{Environment: "prod"}, said: `Unknown environment: Unknown environment "prod": environments/prod.vars.hcl does not exist.`},
		{
			name: "the last one counts", files: map[string]string{"environments/prod.vars.hcl": `team = "prod"`, "a.vars.hcl": "team = \"a\"\nsize = 2", "b.vars.hcl": `team = "b"`},
			options: config.Options{VarFiles: []string{"a.vars.hcl", "b.vars.hcl"}, Vars: []string{"size=9"}}, want: `b 9 b=null env=prod`,
		},
		{name: "files not asked for", files: map[string]string{"a.vars.hcl": `team = "a"`}, want: `none 1 b=null env=`},
		{name: "missing file", options: config.Options{VarFiles: []string{"nope.vars.hcl"}}, said: `Cannot read file: Cannot read "nope.vars.hcl": no such file.`},
		{name: "unknown in file", files: map[string]string{"a.vars.hcl": `teem = "a"`}, options: config.Options{VarFiles: []string{"a.vars.hcl"}}, said: `Unknown variable: There is no variable "teem". Did you mean "team"?`},
		{name: "block in file", files: map[string]string{"a.vars.hcl": `team {}`}, options: config.Options{VarFiles: []string{"a.vars.hcl"}}, said: `Unexpected block: A file of variable values can only have lines of the form name = value.`},
		{name: "unknown flag", options: config.Options{Vars: []string{"teem=a"}}, said: `Unknown variable: --var sets "teem", but no variable block declares it. Did you mean "team"?`},
		{name: "flag without value", options: config.Options{Vars: []string{"team"}}, said: `Invalid --var: --var "team" has no value; write --var 'name=value'.`},
		{name: "unsuitable flag", options: config.Options{Vars: []string{"size=big"}}, said: `Wrong type: The value of variable "size" has the wrong type: a number is required.`},
		{name: "flag no expression", options: config.Options{Vars: []string{"tags="}}, said: `Invalid --var: The value of --var tags is not a valid expression: Missing expression: Expected the start of an expression, but found the end of the file.`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			files := mapFS(test.files)
			files["main.hcl"] = &fstest.MapFile{Data: []byte(inputs)}
			c, diags := config.Load(files, ".", test.options)
			if diff := cmp.Diff(test.said, said(diags)); diff != "" {
				t.Errorf("diagnostics mismatch (-want +got):\n%s", diff)
			}
			if test.said != "" {
				return
			}
			u := c.Want.All()[0].Body.(*schema.User)
			got := []string{u.FirstName, cty.NumberIntVal(int64(u.Phone.AfterContactWork)).AsBigFloat().String()}
			for _, key := range []string{"b", "env", "x"} {
				if v, ok := u.Tags[key]; ok {
					got = append(got, key+"="+v)
				}
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("got %q, want %q", strings.Join(got, " "), test.want)
			}
		})
	}
}

// TestFolder loads a configuration in a folder below the root. It can read files in the
// root, and none outside.
func TestFolder(t *testing.T) {
	root := t.TempDir()
	write := func(name, src string) {
		path := filepath.Join(root, "root", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(src), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("common/people.csv", "id,first\nada,Ada\n")
	write("teams/uk/main.hcl", `
locals {
  people = { for r in csvdecode(file("../../common/people.csv")) : r.id => r }
  evil   = try(file("link.txt"), "safe")
}
user "p" {
  for_each   = local.people
  first_name = each.value.first
}
`)
	if err := os.WriteFile(filepath.Join(root, "secret.txt"), []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../../../secret.txt", filepath.Join(root, "root/teams/uk/link.txt")); err != nil {
		t.Fatal(err)
	}
	r, err := os.OpenRoot(filepath.Join(root, "root"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	c, diags := config.Load(r.FS(), "teams/uk", config.Options{})
	if len(diags) > 0 {
		t.Fatal(said(diags))
	}
	if got := c.Want.All()[0].Source.Row; got != "../../common/people.csv:2" {
		t.Errorf("row is %q", got)
	}
	write("teams/uk/more.hcl", `locals {
  link   = file("link.txt")
  above  = file("../../../secret.txt")
  set    = fileset("../../..", "*")
  exists = fileexists("link.txt")
  folder = file("../../common")
}`)
	_, diags = config.Load(r.FS(), "teams/uk", config.Options{})
	for _, d := range diags {
		if !strings.Contains(d.Detail, "outside the root folder") && !strings.Contains(d.Detail, "is a folder") {
			t.Errorf("unexpected: %s", d.Detail)
		}
	}
	if len(diags) != 5 {
		t.Errorf("%d diagnostics: %s", len(diags), said(diags))
	}
}

// locked is a file system with one file that cannot be read.
type locked struct{ fs.FS }

func (l locked) Open(name string) (fs.File, error) {
	if name == "locked.hcl" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.FS.Open(name)
}

func TestUnreadable(t *testing.T) {
	tests := map[string]struct {
		fsys fs.FS
		dir  string
		said string
	}{
		"empty folder":    {mapFS(map[string]string{"x.txt": ""}), ".", `No configuration files: The folder has no .hcl files. Run "callwright init" to write a first configuration, or choose another folder with -C.`},
		"only variables":  {mapFS(map[string]string{"x.vars.hcl": ""}), ".", `No configuration files: The folder has no .hcl files. Run "callwright init" to write a first configuration, or choose another folder with -C.`},
		"no folder":       {mapFS(map[string]string{"main.hcl": ""}), "nope", `No configuration files: The folder has no .hcl files. Run "callwright init" to write a first configuration, or choose another folder with -C.`},
		"no permission":   {locked{mapFS(map[string]string{"locked.hcl": ""})}, ".", `Cannot read file: Cannot read "locked.hcl": permission denied.`},
		"no UTF-8":        {mapFS(map[string]string{"main.hcl": "x = \"\xff\""}), ".", `Cannot read file: Cannot read "main.hcl": it is not UTF-8. Save it as UTF-8 in your editor.`},
		"no regular file": {fstest.MapFS{"main.hcl": {Mode: fs.ModeNamedPipe}}, ".", `Cannot read file: Cannot read "main.hcl": it is not a regular file.`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, diags := config.Load(test.fsys, test.dir, config.Options{})
			if got := said(diags); got != test.said {
				t.Errorf("got  %s\nwant %s", got, test.said)
			}
			if c == nil || c.Want == nil || c.Sources() == nil {
				t.Error("the Config is not usable")
			}
		})
	}
}

// TestDepth checks that nesting which would overflow the stack is refused.
func TestDepth(t *testing.T) {
	const n = 20_000
	nests := map[string]string{
		"lists":        "locals {\n a = " + strings.Repeat("[", 5*n) + strings.Repeat("]", 5*n) + "\n}",
		"unclosed":     "locals {\n a = " + strings.Repeat("[", 5*n),
		"parentheses":  "locals {\n a = " + strings.Repeat("(", n) + "1" + strings.Repeat(")", n) + "\n}",
		"blocks":       strings.Repeat("a {\n", n) + strings.Repeat("}\n", n),
		"not":          "locals {\n a = " + strings.Repeat("!", n) + "true\n}",
		"minus":        "locals {\n a = " + strings.Repeat("- ", n) + "1\n}",
		"sums":         "locals {\n a = " + strings.Repeat("1 + ", n) + "1\n}",
		"sums in ( )":  "locals {\n a = (" + strings.Repeat("1 +\n", n) + "1)\n}",
		"commented":    "locals {\n a = (" + strings.Repeat("1 + # c\n", n) + "1)\n}",
		"conditionals": "locals {\n a = " + strings.Repeat("true ? 1 : ", n) + "1\n}",
		"indexes":      "locals {\n a = x" + strings.Repeat("[a]", n) + "\n}",
		"splats":       "locals {\n a = x" + strings.Repeat("[*]", n) + "\n}",
		"attr splats":  "locals {\n a = x" + strings.Repeat(".*.a", n) + "\n}",
		"calls":        "locals {\n a = " + strings.Repeat("f(", n) + strings.Repeat(")", n) + "\n}",
		"templates":    "locals {\n a = " + strings.Repeat(`"${`, n) + "1" + strings.Repeat(`}"`, n) + "\n}",
		"directives":   "locals {\n a = \"" + strings.Repeat(`%{if true}`, n) + strings.Repeat(`%{endif}`, n) + "\"\n}",
		"hidden":       "locals {\n a = " + strings.Repeat("[\"]\", ", n) + strings.Repeat("]", n) + "\n}",
		"odd quotes":   "locals {\n a = \"\n" + strings.Repeat("}\n[\"\n", n) + "}",
		"in a heredoc": "locals {\n a = <<E\n" + strings.Repeat("}${[<<E\n", n) + "E\n}",
		"objects":      "locals {\n a = " + strings.Repeat("{ a = ", n) + "1" + strings.Repeat("}", n) + "\n}",
		"for":          "locals {\n a = " + strings.Repeat("[for x in ", n) + "[]" + strings.Repeat(" : x]", n) + "\n}",
		"exponent":     "locals {\n a = 1e99999\n}",
		"digits":       "locals {\n a = " + strings.Repeat("9", n) + "\n}",
		"json":         "locals {\n a = jsondecode(file(\"deep.json\"))\n}",
		"yaml flow":    "locals {\n a = yamldecode(file(\"deep.json\"))\n}",
		"yaml quotes":  "locals {\n a = yamldecode(\"'x'\n${file(\"deep.json\")}\")\n}",
		"yaml dashes":  "locals {\n a = yamldecode(file(\"deep.yaml\"))\n}",
		"template":     "locals {\n a = templatefile(\"deep.tpl\", {})\n}",
		"chain":        chain(5000),
	}
	for name, src := range nests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := mapFS(map[string]string{
				"main.hcl": src, "deep.json": strings.Repeat("[", n) + strings.Repeat("]", n),
				"deep.yaml": strings.Repeat("- ", n) + "x", "deep.tpl": strings.Repeat("${[", n),
			})
			if _, diags := config.Load(files, ".", config.Options{}); !diags.HasErrors() {
				t.Error("no error")
			}
			if name == "json" || name == "yaml flow" {
				return
			}
			files = mapFS(map[string]string{"main.hcl": `variable "v" {}`, "v.vars.hcl": "v = " + src})
			if _, diags := config.Load(files, ".", config.Options{VarFiles: []string{"v.vars.hcl"}}); !diags.HasErrors() {
				t.Error("no error in a file of values")
			}
		})
	}
}

// chain returns a chain of n locals, each of which needs the next.
func chain(n int) string {
	var b strings.Builder
	b.WriteString("locals {\n")
	for i := range n {
		b.WriteString(" l" + number(i) + " = [local.l" + number(i+1) + "]\n")
	}
	return b.String() + " l" + number(n) + " = 1\n}\n"
}

func number(i int) string { return cty.NumberIntVal(int64(i)).AsBigFloat().String() }

// TestManyFiles checks that the order of files does not matter, and that ranges have their
// names.
func TestManyFiles(t *testing.T) {
	files := mapFS(map[string]string{
		"z.hcl":  `locals { name = "Zed" }`,
		"a.hcl":  "user \"u\" {\n  first_name = local.name\n  hierarchy_group = hierarchy_group.g\n}",
		"m.hcl":  `hierarchy_group "g" { name = "${local.name}/x" }`,
		".x.hcl": `nonsense`,
	})
	c, diags := config.Load(files, ".", config.Options{Stack: "support"})
	if len(diags) > 0 {
		t.Fatal(said(diags))
	}
	u, ok := c.Want.Lookup(schema.Name{Kind: "user", Key: "u"})
	if !ok || u.Source.Range.Filename != "a.hcl" || u.Record.Owner != "support/user.u" {
		t.Errorf("user is %+v", u)
	}
	if got := u.Body.(*schema.User).HierarchyGroup; got != `Zed\/x` {
		t.Errorf("hierarchy group is %q", got)
	}
	sources := c.Sources()
	if len(sources) != 3 {
		t.Errorf("sources are %v", maps.Keys(sources))
	}
	before := c.FilesDigest()
	files["z.hcl"].Data = []byte(`locals { name = "Ned" }`)
	if c, _ = config.Load(files, ".", config.Options{}); c.FilesDigest() == before {
		t.Error("the digest does not depend on the files")
	}
}

// TestLocate finds the places of problems that turn up after loading.
func TestLocate(t *testing.T) {
	src := `queue "q" {}

routing_profile "p" {
  queues = [
    { queue = queue.q, priority = 1, delay = 0 },
    { queue = "Nowhere", priority = 1, delay = 0 },
  ]
}

user "u" {
  for_each   = { for r in csvdecode("id,first\nada,Ada\n") : r.id => r }
  first_name = each.value.first
}
`
	c, diags := config.Load(mapFS(map[string]string{"main.hcl": src}), ".", config.Options{})
	if len(diags) > 0 {
		t.Fatal(said(diags))
	}
	row := diag.Path("queues").Index(cty.NumberIntVal(1)).GetAttr("queue")
	located := c.Locate([]schema.Problem{
		{Addr: schema.Addr{Kind: "user", Label: "u", Key: "ada", Keyed: true}, Problem: diag.Recorded("CW3001", "Three", "3.").WithPath(diag.Path("first_name"))},
		{Addr: schema.Addr{Kind: "routing_profile", Label: "p"}, Problem: diag.Recorded("CW3001", "Two", "2.").WithPath(row).As(diag.Warning)},
		{Addr: schema.Addr{Kind: "user", Label: "gone"}, Problem: diag.Recorded("CW3001", "None", "0.")},
		{Addr: schema.Addr{Kind: "queue", Label: "q"}, Problem: diag.Recorded("CW3001", "One", "1.").WithPath(diag.Path("status"))},
	})
	var got []string
	for _, d := range located {
		text := ""
		if d.Subject != nil {
			text = string(d.Subject.SliceBytes([]byte(src)))
		}
		about := config.AboutOf(d)
		got = append(got, d.Summary+"|"+d.Detail+"|"+about.Addr.String()+"|"+about.String()+"|"+text)
	}
	want := []string{
		"None|0.|user.gone||", `One|1.|queue.q||queue "q"`, `Two|2.|routing_profile.p||"Nowhere"`,
		`Three|3.|user.u["ada"]|each.key = "ada"|each.value.first`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Locate() mismatch (-want +got):\n%s", diff)
	}
}

// TestProvider reads sensitive values into a provider block.
func TestProvider(t *testing.T) {
	c, diags := config.Load(mapFS(map[string]string{"main.hcl": `
variable "instance" {
  sensitive = true
  default   = "abc"
}
locals { region = "eu-west-2" }
callwright {
  stack  = "support"
  limits = { percent = 5 }
}
provider "amazonconnect" {
  instance = "${var.instance}-1"
  region   = local.region
  endpoint = "http://[::1]:8080"
  rates    = { ListUsers = 10, CreateUser = 0.5 }
}`}), ".", config.Options{Operations: []string{"CreateUser", "ListUsers"}})
	if len(diags) > 0 {
		t.Fatal(said(diags))
	}
	c.Provider.Range = hcl.Range{}
	want := config.Provider{Type: "amazonconnect", Instance: "abc-1", Region: "eu-west-2", Endpoint: "http://[::1]:8080", Rates: map[string]float64{"ListUsers": 10, "CreateUser": 0.5}}
	if !cmp.Equal(c.Provider, want) || c.Stack != "support" || c.Limits != (decode.Limits{Deletes: 10, Percent: 5}) {
		t.Errorf("got %+v %q %+v", c.Provider, c.Stack, c.Limits)
	}
}

// TestWrongAIAgents checks that only ARNs of AI agents are accepted, and not too many.
func TestWrongAIAgents(t *testing.T) {
	t.Parallel()
	arn := `"arn:aws:wisdom:eu-west-2:123456789012:ai-agent/a/%d"`
	var many []string
	for i := range 51 {
		many = append(many, fmt.Sprintf(arn, i))
	}
	for agents, want := range map[string]string{
		"[" + strings.Join(many[:50], ", ") + "]": "",
		"[" + strings.Join(many, ", ") + "]":      "a list of at most 50 ARNs",
		`"x"`:                                     "a list of at most 50 ARNs",
		`["arn:aws:connect:eu-west-2:123456789012:instance/a"]`: "ARNs of AI agents, such as",
		`[null]`: "ARNs of AI agents, such as",
		`null`:   "",
	} {
		c, diags := config.Load(mapFS(map[string]string{"a.hcl": `
callwright {
  stack = "support"
}
provider "amazonconnect" {
  instance  = "abc"
  ai_agents = ` + agents + `
}`}), ".", config.Options{})
		if want != "" {
			if !strings.Contains(said(diags), want) {
				t.Errorf("%.60s: %s, want %s", agents, said(diags), want)
			}
			continue
		}
		if named := strings.Count(agents, "arn:"); len(diags) > 0 || len(c.Provider.AIAgents) != named {
			t.Errorf("%.60s: %d agents and %s, want %d", agents, len(c.Provider.AIAgents), said(diags), named)
		}
	}
}

// TestAccount reads the account and the Region of an instance from the block, or its ARN.
func TestAccount(t *testing.T) {
	t.Parallel()
	const arn = `"arn:aws:connect:eu-west-2:123456789012:instance/a"`
	for _, tt := range []struct{ instance, more, want string }{
		{`"a"`, ``, " in "},
		{`"a"`, `account = "012345678901"`, "012345678901 in "},
		{arn, ``, "123456789012 in eu-west-2"},
		{arn, `account = "123456789012"`, "123456789012 in eu-west-2"},
		{`"a"`, `account = null`, " in "},
		{arn, `account = "012345678901"`, "Invalid account: The instance is in account 123456789012, as its ARN says."},
		{`"a"`, `account = "12345678901"`, "Invalid account: An AWS account has 12 digits"},
		{`"a"`, `account = "production"`, "Invalid account: An AWS account has 12 digits"},
	} {
		c, diags := config.Load(mapFS(map[string]string{"a.hcl": "callwright {\n  stack = \"support\"\n}\nprovider \"amazonconnect\" {\n  instance = " + tt.instance + "\n  " + tt.more + "\n}"}), ".", config.Options{})
		got := c.Provider.Account + " in " + c.Provider.Region
		if diags.HasErrors() {
			got = said(diags)
		}
		if !strings.Contains(got, tt.want) || !diags.HasErrors() && got != tt.want {
			t.Errorf("instance = %s %s: %s, want %s", tt.instance, tt.more, got, tt.want)
		}
	}
}

// TestOnlySettings leaves out the objects, and what is wrong with them.
func TestOnlySettings(t *testing.T) {
	t.Parallel()
	files := mapFS(map[string]string{"a.hcl": "provider \"local\" {\n  path = var.path\n}\nvariable \"path\" {}\nqueue \"q\" {\n  nonsense = 1\n}", "environments/x.vars.hcl": "path = \"x.db\""})
	c, diags := config.Load(files, ".", config.Options{Environment: "x", OnlySettings: true})
	if len(diags) > 0 || c.Provider.Path != "x.db" {
		t.Errorf("the path is %q, and %s", c.Provider.Path, said(diags))
	}
	if _, diags = config.Load(files, ".", config.Options{Environment: "x"}); !diags.HasErrors() {
		t.Error("an unknown attribute is not reported")
	}
}

// TestWrongRates checks that mistakes in rates are reported at their places.
func TestWrongRates(t *testing.T) {
	t.Parallel()
	for rates, want := range map[string]string{
		`{ ListUser = 10 }`:      `9:24-26: Unknown operation: callwright does not call an Amazon Connect operation named "ListUser". Did you mean "ListUsers"?`,
		`{ ListUsers = 0 }`:      `9:25-26: Invalid rate: ListUsers must be a number of calls a second, more than 0 and at most 1000.`,
		`{ ListUsers = "fast" }`: `9:25-31: Invalid rate: ListUsers must be a number of calls a second, more than 0 and at most 1000.`,
		`10`:                     `9:11-13: Wrong type: rates must be an object with the calls a second for each operation: rates = { ListUsers = 10 }.`,
	} {
		_, diags := config.Load(mapFS(map[string]string{"a.hcl": `
callwright {
  stack = "support"
}

provider "amazonconnect" {
  instance = "abc"

  rates = ` + rates + `
}`}), ".", config.Options{Operations: []string{"ListUsers"}})
		var got []string
		for _, d := range diags {
			r := d.Subject
			got = append(got, fmt.Sprintf("%d:%d-%d: %s: %s", r.Start.Line, r.Start.Column, r.End.Column, d.Summary, d.Detail))
		}
		if strings.Join(got, "\n") != want {
			t.Errorf("%s:\n%s\nwant\n%s", rates, strings.Join(got, "\n"), want)
		}
	}
}

// TestWordsTogether reads files that are small enough one by one, and have too many words
// together.
func TestWordsTogether(t *testing.T) {
	t.Parallel()
	list := func(name string, n int) string {
		return "locals {\n  " + name + " = [" + strings.Repeat("1,", n) + "]\n}\n"
	}
	for _, tt := range []struct {
		files map[string]string
		want  string
	}{
		{map[string]string{"a.hcl": list("a", 74_000), "b.hcl": list("b", 74_000)}, ""},
		{
			map[string]string{"a.hcl": list("a", 76_000), "b.hcl": list("b", 76_000), "c.hcl": list("c", 76_000)},
			"b.hcl:1:1-1 CW1035 File too large: With this file, the .hcl files have more than 300000 words and signs together. Move long lists into a CSV file.\n",
		},
		{map[string]string{"a.hcl": list("a", 100), "b.hcl": list("b", 160_000)}, "b.hcl:1:1-1 CW1035 File too large: The file has more than 300000 words and signs.\n"},
		{
			map[string]string{"a.hcl": list("a", 140_000), "b.vars.hcl": "x = [" + strings.Repeat("1,", 140_000) + "]\n"},
			"b.vars.hcl:1:1-1 CW1035 File too large: With this file, the .hcl files have more than 300000 words and signs together. Move long lists into a CSV file.\n",
		},
	} {
		c, diags := config.Load(mapFS(tt.files), ".", config.Options{VarFiles: existing(tt.files, "b.vars.hcl")})
		if got := outcome(c, diags); diags.HasErrors() != (tt.want != "") || tt.want != "" && got != tt.want {
			t.Errorf("%.300s\nwant %s", got, tt.want)
		}
	}
}

// existing returns the names that are among the files.
func existing(files map[string]string, names ...string) []string {
	return slices.DeleteFunc(names, func(n string) bool { _, ok := files[n]; return !ok })
}
