package terraform_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/export"
	"github.com/callwright/callwright/schema/terraform"
)

var update = flag.Bool("update", false, "rewrite the golden folders")

// exported returns the configuration for a result.
func exported(t *testing.T, r *terraform.Result) []export.File {
	t.Helper()
	e, err := export.Make(r.State, export.Options{
		Settings: export.Settings{Stack: "support", Provider: config.Provider{Type: "amazonconnect", Instance: r.Instance.ID, Region: r.Instance.Region}},
		Instance: r.Instance, Addresses: r.Addresses,
	})
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range e.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	if _, diags := config.Load(fsys, ".", config.Options{}); diags.HasErrors() {
		t.Errorf("the exported configuration is not valid: %v", diags)
	}
	return e.Files
}

// TestGolden compares what two states become with golden folders. Terraform 1.11 and
// hashicorp/aws 5.100 made aws.json, of the simulator; awscc.json is written by hand.
func TestGolden(t *testing.T) {
	for _, name := range []string{"aws", "awscc"} {
		t.Run(name, func(t *testing.T) {
			state, err := os.ReadFile(filepath.Join("testdata", name+".json"))
			if err != nil {
				t.Fatal(err)
			}
			r, err := terraform.Read(bytes.NewReader(state), "")
			if err != nil {
				t.Fatal(err)
			}
			var notes strings.Builder
			fmt.Fprintf(&notes, "%s %s %s\n%d passwords\n", r.Instance.Name, r.Instance.Region, r.Instance.Account, r.Passwords)
			for _, l := range r.Left {
				fmt.Fprintf(&notes, "%s %s: %s\n", l.Address, l.Attr, l.Reason)
			}
			files := append(exported(t, r), export.File{Name: "notes.txt", Data: []byte(notes.String())})
			golden(t, filepath.Join("testdata", name), files)
		})
	}
}

// golden compares files with a folder.
func golden(t *testing.T, dir string, files []export.File) {
	t.Helper()
	if *update {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
		want, err := os.ReadFile(filepath.Join(dir, f.Name))
		if err != nil {
			t.Error(err)
			continue
		}
		if diff := cmp.Diff(string(want), string(f.Data)); diff != "" {
			t.Errorf("%s mismatch (-want +got); -update rewrites it:\n%s", f.Name, diff)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(names, e.Name()) {
			t.Errorf("%s is not exported any more", e.Name())
		}
	}
}

// state returns a state with the resources, which are JSON.
func state(resources ...string) string {
	return `{"format_version":"1.0","values":{"root_module":{"resources":[` + strings.Join(resources, ",") + `]}}}`
}

// resource returns a resource of the instance i, with the values, which are JSON.
func resource(address, values string) string {
	kind, name, _ := strings.Cut(address[strings.LastIndex(address, "aws"):], ".")
	mode := "managed"
	if strings.Contains(address, "data.") {
		mode = "data"
	}
	return fmt.Sprintf(`{"address":%q,"mode":%q,"type":%q,"name":%q,"values":{"instance_id":"i",%s}}`, address, mode, kind, name, values)
}

// TestRead reads states in which something is special. Each case expects what the objects
// have, one on a line, or what is left.
func TestRead(t *testing.T) {
	queue := resource("aws_connect_queue.q", `"name":"Q","queue_id":"q1"`)
	tests := map[string]struct {
		state string
		want  string // kind, key and attributes of each object
		left  string
	}{
		"a data source gives a name": {
			state: state(resource("data.aws_connect_hours_of_operation.h", `"name":"Basic Hours","hours_of_operation_id":"h1"`),
				resource("aws_connect_queue.q", `"name":"Q","hours_of_operation_id":"h1"`)),
			want: `queue "Q" hours_of_operation="Basic Hours" name="Q"`,
		},
		"an unknown ID": {
			state: state(resource("aws_connect_queue.q", `"name":"Q","hours_of_operation_id":"h1"`)),
			want:  `queue "Q" name="Q"`,
			left:  `aws_connect_queue.q hours_of_operation: hours_of_operation_id names hours of operation by an ID that nothing else in the state has, so callwright does not know its name: "h1". A data source for it in Terraform would tell`,
		},
		"a set with an unknown ID is left as a whole": {
			state: state(resource("aws_connect_quick_connect.c", `"name":"C","quick_connect_id":"c1"`), resource("aws_connect_queue.q", `"name":"Q","quick_connect_ids":["c1","c2"]`)),
			want:  "queue \"Q\" name=\"Q\"\nquick_connect \"C\" name=\"C\"",
			left:  `aws_connect_queue.q quick_connects: quick_connect_ids names a quick connect by an ID that nothing else in the state has, so callwright does not know its name: "c2". A data source for it in Terraform would tell`,
		},
		"a wrong type": {
			state: state(resource("aws_connect_queue.q", `"name":"Q","max_contacts":"many","description":7`)),
			want:  `queue "Q" name="Q"`,
			left: "aws_connect_queue.q description: description is a number, but must be a string\n" +
				"aws_connect_queue.q max_contacts: max_contacts is a string, but must be a number",
		},
		"a value that callwright refuses": {
			state: state(resource("aws_connect_queue.q", `"name":"Q","status":"PAUSED"`)),
			want:  `queue "Q" name="Q"`,
			left:  `aws_connect_queue.q status: has a value that callwright does not accept: "status" is "PAUSED", but must be "enabled" or "disabled"`,
		},
		"an attribute of a newer provider": {
			state: state(resource("aws_connect_queue.q", `"name":"Q","music":{"song":"x"},"nothing":null,"empty":[]`)),
			want:  `queue "Q" name="Q"`,
			left:  `aws_connect_queue.q music: is an attribute that callwright does not convert`,
		},
		"without a name": {
			state: state(queue, resource("aws_connect_queue.nameless", `"description":"x"`)),
			want:  `queue "Q" name="Q"`,
			left:  `aws_connect_queue.nameless : has no name that callwright accepts`,
		},
		"twice": {
			state: state(queue, resource("module.m.aws_connect_queue.q", `"name":"Q"`)),
			want:  `queue "Q" name="Q"`,
			left:  `module.m.aws_connect_queue.q : describes the same object as aws_connect_queue.q`,
		},
		"another type": {
			state: state(queue, resource("aws_connect_vocabulary.v", `"name":"V"`)),
			want:  `queue "Q" name="Q"`,
			left:  `aws_connect_vocabulary.v : callwright does not manage resources of this type`,
		},
		"groups above each other": {
			state: state(resource("aws_connect_user_hierarchy_group.a", `"name":"A","hierarchy_group_id":"a","parent_group_id":"b"`),
				resource("aws_connect_user_hierarchy_group.b", `"name":"B","hierarchy_group_id":"b","parent_group_id":"a"`)),
			left: "aws_connect_user_hierarchy_group.a : has more than 5 groups above it\naws_connect_user_hierarchy_group.b : has more than 5 groups above it",
		},
		"a group whose parent only the path names": {
			state: state(resource("aws_connect_user_hierarchy_group.a",
				`"name":"A","hierarchy_group_id":"a","parent_group_id":"b","hierarchy_path":[{"level_one":[{"name":"B/C"}],"level_two":[{"name":"A"}]}]`)),
			want: `hierarchy_group "B\\/C/A" name="A" parent="B\\/C"`,
		},
		"a plan": {
			state: `{"format_version":"1.2","planned_values":{},"prior_state":` + state(queue) + `}`,
			want:  `queue "Q" name="Q"`,
		},
		"a deposed object": {
			state: state(queue, `{"address":"aws_connect_queue.q","mode":"managed","type":"aws_connect_queue","name":"q","deposed_key":"00","values":{"instance_id":"i","name":"Old"}}`),
			want:  `queue "Q" name="Q"`,
		},
		"settings of the phone and of a channel": {
			state: state(resource("awscc_connect_user.u", `"username":"u","phone_config":{"phone_type":"DESK_PHONE","desk_phone_number":"+442079460199"},`+
				`"voice_enhancement_configs":[{"channel":"VOICE","voice_enhancement_mode":"VOICE_ISOLATION"}]`)),
			want: `user "u" channels.voice.phone_number="+442079460199" channels.voice.phone_type="desk" channels.voice.voice_enhancement="voice_isolation" ` +
				`phone.number="+442079460199" phone.type="desk" username="u"`,
		},
		"a password": {
			state: state(resource("aws_connect_user.u", `"name":"u","password":"not-a-password"`)),
			want:  `user "u" username="u"`,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r, err := terraform.Read(strings.NewReader(tt.state), "")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, objects(r)); diff != "" {
				t.Errorf("objects (-want +got):\n%s", diff)
			}
			var left []string
			for _, l := range r.Left {
				left = append(left, fmt.Sprintf("%s %s: %s", l.Address, l.Attr, l.Reason))
			}
			if diff := cmp.Diff(tt.left, strings.Join(left, "\n")); diff != "" {
				t.Errorf("left (-want +got):\n%s", diff)
			}
			exported(t, r)
		})
	}
}

// objects returns the objects of a result.
func objects(r *terraform.Result) string {
	var lines []string
	for _, o := range r.State.All() {
		line := o.Name().String()
		var attrs []string
		for i := range o.Given.All() {
			attrs = append(attrs, fmt.Sprintf("%s=%q", o.Kind.Attrs[i].Name, o.Value(i).AsString()))
		}
		slices.Sort(attrs)
		lines = append(lines, line+" "+strings.Join(attrs, " "))
	}
	return strings.Join(lines, "\n")
}

// TestReadRefuses reads files that are not a state, or not of one contact centre.
func TestReadRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ state, want string }{
		"nothing":         {"\n", "the file is empty"},
		"half a file":     {"{\n\"format_version\": \"1.0\",\n", "line 3: the file ends in the middle of the JSON"},
		"not JSON":        {"{\n  terraform\n}", "line 2: it is not JSON: invalid character 't' looking for beginning of object key string"},
		"another type":    {"{\"format_version\":\"1.0\",\n\"values\":{\"root_module\":{\"resources\":7}}}", "line 2: values.root_module.resources cannot be of type number"},
		"a list":          {"[]", "line 1: the file cannot be of type array"},
		"a state's file":  {`{"version":4,"lineage":"x","resources":[]}`, "this is the file of a state. callwright reads what this command prints: terraform show -json"},
		"something else":  {`{}`, "it has no format_version, so terraform show -json did not print it"},
		"a later version": {`{"format_version":"2.0"}`, `it has the format version "2.0", and callwright reads version 1`},
		"an empty state":  {`{"format_version":"1.0"}`, "the state is empty"},
		"a first plan":    {`{"format_version":"1.2","planned_values":{}}`, "the plan has no state: it creates everything. Apply it first, and export the state"},
		"no resource":     {state(`{"address":"random_id.x","type":"random_id","values":{}}`), "the state has no resource of Amazon Connect: none of type aws_connect_… or awscc_connect_…"},
		"no instance":     {state(`{"address":"aws_connect_queue.q","type":"aws_connect_queue","mode":"managed","values":{"name":"Q"}}`), "no resource in the state says to which instance it belongs"},
		"values":          {state(`{"address":"aws_connect_queue.q","type":"aws_connect_queue","mode":"managed","values":[]}`), "aws_connect_queue.q: its values are not an object"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := terraform.Read(strings.NewReader(tt.state), ""); err == nil || err.Error() != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

// TestReadInstance chooses one of two instances.
func TestReadInstance(t *testing.T) {
	arn := func(id string) string { return "arn:aws:connect:eu-west-2:123456789012:instance/" + id }
	two := state(
		`{"address":"awscc_connect_queue.a","mode":"managed","type":"awscc_connect_queue","name":"a","values":{"instance_arn":"`+arn("one")+`","name":"A"}}`,
		`{"address":"awscc_connect_queue.b","mode":"managed","type":"awscc_connect_queue","name":"b","values":{"instance_arn":"`+arn("two")+`","name":"B"}}`)
	if _, err := terraform.Read(strings.NewReader(two), ""); err == nil || err.Error() != "the state has resources of 2 instances: one, two" {
		t.Errorf("got the error %v", err)
	}
	if _, err := terraform.Read(strings.NewReader(two), "twoo"); err == nil || !strings.HasSuffix(err.Error(), `"twoo" Did you mean "two"?`) {
		t.Errorf("got the error %v", err)
	}
	r, err := terraform.Read(strings.NewReader(two), arn("two"))
	if err != nil {
		t.Fatal(err)
	}
	if got := objects(r); got != `queue "B" name="B"` || r.Instance.ARN != arn("two") {
		t.Errorf("got %s of %s", got, r.Instance.ARN)
	}
	if len(r.Left) != 1 || r.Left[0].Reason != "belongs to another instance" {
		t.Errorf("left %v", r.Left)
	}
	if a := r.Addresses[schema.Name{Kind: "queue", Key: "B"}]; a.String() != "queue.b" {
		t.Errorf("the address is %s", a)
	}
}

// FuzzRead checks that a state from anybody causes no panic, and that what is read can be
// exported.
func FuzzRead(f *testing.F) {
	text, err := os.ReadFile(filepath.Join("testdata", "awscc.json"))
	if err != nil {
		f.Fatal(err)
	}
	var doc struct {
		Values struct {
			RootModule struct{ Resources []json.RawMessage } `json:"root_module"`
		}
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		f.Fatal(err)
	}
	for _, r := range doc.Values.RootModule.Resources { // small seeds, so that the fuzzer gets far
		f.Add([]byte(state(string(r))))
	}
	f.Add([]byte(state(resource("aws_connect_user_hierarchy_group.a", `"name":"a/b","id":"i:a","parent_group_id":"i:a"`))))
	f.Add([]byte(state(resource("aws_connect_queue.q", `"name":"Q${x}","max_contacts":1e999999999,"tags":{"":"\u0000"}`))))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := terraform.Read(bytes.NewReader(text), "")
		if err != nil {
			return
		}
		exported(t, r)
	})
}
