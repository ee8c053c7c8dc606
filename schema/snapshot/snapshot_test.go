package snapshot_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
	"github.com/callwright/callwright/schema/snapshot"
)

// of returns a snapshot of the state, as an instance would give it.
func of(s *schema.State) *snapshot.Snapshot {
	return &snapshot.Snapshot{
		Taken: time.Date(2026, 11, 27, 15, 36, 32, 0, time.UTC), Tool: snapshot.Tool{Name: "callwright", Version: "1.2.3"},
		Instance: schema.Instance{
			ID: "i-1", Name: "acme", ARN: "arn:aws:connect:eu-west-2:1:instance/i-1", Account: "1", Region: "eu-west-2", Service: "Amazon Connect",
			Identity: schema.IdentitySAML, Provider: "amazonconnect", ConnectPath: schema.ConnectPathAccess{Driver: "gateway"},
		},
		State: s.WithOutside("flow", map[string]string{"Whisper <1>": "f-1"}).WithOutside("phone_number", map[string]string{}).WithAIAgents(map[string][]string{"arn:x": {"Agent"}}),
		Kinds: slices.Collect(schema.Kinds()),
	}
}

// encode returns the snapshot as text.
func encode(t testing.TB, s *snapshot.Snapshot) string {
	t.Helper()
	var b strings.Builder
	if err := s.Encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestRoundTrip writes random states with hostile names, and reads them back: the same
// objects, and the same bytes when they are written again.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	for seed := range uint64(30) {
		m := schematest.New(seed, 5)
		was := of(m.Live(seed%2 == 0))
		for i, r := range was.State.All() { // what is not read stays unknown
			if attrs := r.Kind.Every(); i%7 == 0 {
				r.Given = r.Given.Minus(schema.Attrs(attrs.Len() - 1))
				r.Absent = schema.Attrs(attrs.Len() - 1)
			}
			if i%5 == 0 {
				r.References = []schema.Reference{}
				r.Undescribed = []schema.Undescribed{{Attr: "overrides", What: `override "Fridays"`}}
				r.Alone, r.System, r.Version, r.Vouched = true, true, `"etag"`, []string{"m=1"}
				r.NeedsStamp, r.Manual, r.Unreadable = schema.Attrs(0), schema.Attrs(0), schema.Attrs(0)
			}
		}
		text := encode(t, was)
		now, err := snapshot.Decode(strings.NewReader(text))
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if again := encode(t, now); again != text {
			t.Fatalf("seed %d: the second time, another text: %s", seed, firstDifference(text, again))
		}
		if now.Taken != was.Taken || now.Tool != was.Tool || now.Instance != was.Instance || len(now.State.All()) != len(was.State.All()) {
			t.Errorf("seed %d: %+v, want %+v", seed, now, was)
		}
		for i, r := range was.State.All() {
			n := now.State.All()[i]
			if n.Name() != r.Name() || n.Record != r.Record || n.Given != r.Given || !reflect.DeepEqual(n.Live, r.Live) {
				t.Errorf("seed %d: %+v %+v, want %+v %+v", seed, n, n.Live, r, r.Live)
			}
			given := *r
			if changed := r.Kind.Changed(n, &given); changed != 0 {
				t.Errorf("seed %d: %s has other attributes: %v", seed, r.Name(), changed)
			}
		}
		for _, n := range []schema.Name{{Kind: "flow", Key: "Whisper <1>"}, {Kind: "flow", Key: "none"}, {Kind: "phone_number", Key: "x"}, {Kind: "flow_module", Key: "x"}} {
			id, ok := now.State.OutsideID(n)
			if wantID, want := was.State.OutsideID(n); id != wantID || ok != want {
				t.Errorf("%s is %q, %t, want %q, %t", n, id, ok, wantID, want)
			}
		}
	}
}

// firstDifference returns the first line of two texts that differs.
func firstDifference(a, b string) string {
	other := strings.Split(b, "\n")
	for i, line := range strings.Split(a, "\n") {
		if i >= len(other) || other[i] != line {
			return fmt.Sprintf("line %d is %q", i+1, line)
		}
	}
	return "the second is longer"
}

// TestUnicodeForms checks that two queues whose names differ only in their Unicode form stay
// two queues.
func TestUnicodeForms(t *testing.T) {
	t.Parallel()
	var list []*schema.Resource
	for i, name := range []string{"caf\u00e9", "cafe\u0301"} {
		r := schematest.Of("queue", &schema.Queue{Name: name}, "name")
		r.Desired, r.Live = nil, &schema.Live{ID: fmt.Sprint(i)}
		list = append(list, r)
	}
	s, err := schema.NewState(list)
	if err != nil {
		t.Fatal(err)
	}
	now, err := snapshot.Decode(strings.NewReader(encode(t, of(s))))
	if err != nil || len(now.State.All()) != 2 {
		t.Fatal(err)
	}
	if unknown := snapshot.Unknown(now.State.All()[0], list[0].Kind.Every()); unknown != list[0].Kind.Every().Minus(list[0].Given) {
		t.Errorf("of an object with a name, %v are unknown", unknown)
	}
}

// TestKnows checks what a snapshot says about kinds that were not read.
func TestKnows(t *testing.T) {
	t.Parallel()
	s := of(schematest.New(1, 0).Live(true))
	s.Kinds = s.Kinds[:1]
	state, err := schema.NewState(nil)
	if err != nil {
		t.Fatal(err)
	}
	s.State = state.WithOutside("flow", map[string]string{})
	now, err := snapshot.Decode(strings.NewReader(encode(t, s)))
	if err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[string]bool{s.Kinds[0].Name: true, "user": false, "flow": true, "phone_number": false} {
		if now.Knows(kind) != want {
			t.Errorf("Knows(%s) = %t", kind, !want)
		}
	}
}

// small is a snapshot of one queue, for tests that break it.
const small = `{
"format_version": "1.0",
"taken_at": "2026-11-27T15:36:32Z",
"instance": {"id":"i-1"},
"kinds": [{"kind":"queue","read":true,"objects":1}],
"outside": {"flow":{"Whisper":"f-1"}},
"objects": [
{"kind":"queue","key":"Sales","id":"q-1","attributes":{"name":"Sales","max_contacts":4}}
]
}
`

// TestErrors breaks a snapshot. Each error names the line and the member.
func TestErrors(t *testing.T) {
	t.Parallel()
	if _, err := snapshot.Decode(strings.NewReader(small)); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ old, put, want string }{
		{small, "", "line 1: this is not a snapshot"},
		{small, "[]", "line 1: this is not a snapshot"},
		{small, small[:len(small)-4], "line 8: the file ends in the middle of the snapshot"},
		{small, small + "{}", "line 11: there is more text after the snapshot"},
		{`"1.0"`, `"2.0"`, `line 2: format_version: the snapshot has version "2.0", and this callwright reads version 1.0`},
		{`"1.0"`, `"1"`, `line 2: format_version: the snapshot has version "1"`},
		{`"1.0"`, `"1.x"`, `line 2: format_version: "1.x" is not a version`},
		{`"1.0"`, `1`, `line 2: format_version: it cannot be of type number`},
		{`"format_version": "1.0",`, ``, `line 7: objects: the member "format_version" must come before the objects`},
		{`"taken_at": "2026-11-27T15:36:32Z",`, ``, `line 10: the snapshot lacks the member "taken_at"`},
		{`2026-11-27T`, `27.11.2026 `, `line 3: taken_at: "27.11.2026 15:36:32Z" is not a time`},
		{`"instance": {"id":"i-1"},`, `"instance": {"id":"i-1"}, "instance": {},`, `line 4: instance: it is there twice`},
		{`"instance": {"id":"i-1"},`, `"instance": {"id":"i-1"}, "wave": 7,`, `line 4: wave: unknown member`},
		{`"kinds": [{"kind":"queue"`, `"kinds": [{"kind":"quue"`, `line 8: objects[0].kind: by the member "kinds", no queue was read`},
		{`"read":true`, `"read":false`, `line 8: objects[0].kind: by the member "kinds", no queue was read`},
		{`"objects":1`, `"objects":2`, `line 10: kinds: queue has 2 objects, but the snapshot has 1 of them`},
		{`{"flow":`, `{"flaw":`, `line 10: outside: unknown kind "flaw"`},
		{`{"kind":"queue","key"`, `{"kind":"quue","key"`, `line 8: objects[0].kind: unknown kind "quue"`},
		{`"key":"Sales"`, `"key":"Support"`, `line 8: objects[0].key: it is "Support", but the attributes make it "Sales"`},
		{`"id":"q-1"`, `"id":""`, `line 8: objects[0].id: it is empty`},
		{`"id":"q-1"`, `"id":"q-1","color":1`, `line 8: objects[0]: unknown field "color"`},
		{`"id":"q-1"`, `"id":7`, `line 8: objects[0]: id: it cannot be of type number`},
		{`"max_contacts":4`, `"max_contacts":"x"`, `line 8: objects[0].attributes.max_contacts: it must be of type number, but is of type string`},
		{`"max_contacts":4`, `"max_contact":4`, `line 8: objects[0].attributes: queue has no attribute "max_contact"`},
		{`"max_contacts":4}`, `"max_contacts":4},"absent":["color"]`, `line 8: objects[0].absent: queue has no attribute "color"`},
		{`,"attributes":{"name":"Sales","max_contacts":4}`, ``, `line 8: objects[0].attributes: the object lacks this member`},
		{`"attributes":{"name":"Sales","max_contacts":4}`, `"attributes":7`, `line 8: objects[0].attributes: it cannot be of type number`},
		{`4}}`, "4}},\n" + `{"kind":"queue","key":"Sales","id":"q-1","attributes":{}}`, `line 9: objects[1].id: another queue has the id "q-1", too`},
		{`4}}`, "4}},\n" + `{"kind":"queue","key":"Sales","id":"q-2","attributes":{}}`, `line 11: objects: two objects would be queue "Sales"`},
		{`4}}`, `4}`, `line 8: objects[0]: it is not JSON: invalid character ']' after object key:value pair`},
		{`4}}`, `4}}` + "\n" + `{}`, `line 9: objects[1]: it is not JSON: expected comma after array element`},
		{`4}}`, `4}},`, `line 9: objects[1]: it is not JSON: invalid character ']' looking for beginning of value`},
		{`4}}`, `4}},]`, `line 8: objects[1]: it is not JSON: invalid character ']' looking for beginning of value`},
		{`4}}`, `4}}}`, `line 8: it is not JSON: invalid character '}' after array element`},
		{`4}}`, `4,}}`, `line 8: objects[0]: it is not JSON: invalid character '}' looking for beginning of object key string`},
		{`4}}`, `04}}`, `line 8: objects[0]: it is not JSON: invalid character '4' after object key:value pair`},
		{`"Sales","max`, `"Sales","max` + "\n", `line 8: objects[0]: it is not JSON: invalid character '\n' in string literal`},
		{`"id":"q-1"`, `"id":"q-1" "x"`, `line 8: objects[0]: it is not JSON: invalid character '"' after object key:value pair`},
		{`"id":"q-1"`, `"id":"q-1","absent":["name"`, `line 8: objects[0]: it is not JSON: invalid character ':' after array element`},
		{`{"kind":"queue","key"`, `7,{"kind":"queue","key"`, `line 8: objects[0]: it cannot be of type number`},
		{`{"kind":"queue","key"`, `robot,{"kind":"queue","key"`, `line 8: objects[0]: it is not JSON: invalid character 'r' looking for beginning of value`},
		{`4}}`, `4}` + "\n\n" + `,"color":1}`, `line 10: objects[0]: unknown field "color"`},
	} {
		text := strings.Replace(small, tt.old, tt.put, 1)
		_, err := snapshot.Decode(strings.NewReader(text))
		if _, ok := errors.AsType[*snapshot.Error](err); !ok || !strings.HasPrefix(strings.ReplaceAll(err.Error(), "\n", ": "), tt.want) {
			t.Errorf("with %s for %s: %v, want %s", tt.put, tt.old, err, tt.want)
		}
	}
}

// TestNewer checks that what a later minor version added is ignored.
func TestNewer(t *testing.T) {
	t.Parallel()
	for _, change := range [][2]string{
		{`"instance": {"id":"i-1"},`, `"instance": {"id":"i-1"}, "wave": {"a":[1]},`},
		{`"max_contacts":4`, `"max_contacts":4,"colour":"red"`},
		{`"id":"q-1"`, `"id":"q-1","colour":["red"]`},
		{`4}}`, `4}},{"kind":"robot","key":"x","id":"x","attributes":{}}`},
		{`[{"kind":"queue"`, `[{"kind":"robot","read":true,"objects":1},{"kind":"queue"`},
		{`{"flow":`, `{"robot":{},"flow":`},
	} {
		text := strings.Replace(strings.Replace(small, `"1.0"`, `"1.9"`, 1), change[0], change[1], 1)
		s, err := snapshot.Decode(strings.NewReader(text))
		if err != nil || len(s.State.All()) != 1 {
			t.Errorf("with %s: %v", change[1], err)
		}
	}
}

// TestEndless reads an object without an end: it stops long before the memory is full.
func TestEndless(t *testing.T) {
	t.Parallel()
	begin, _, _ := strings.Cut(small, `"Sales"`)
	endless := &endlessReader{}
	_, err := snapshot.Decode(io.MultiReader(strings.NewReader(begin+`"`), endless))
	if err == nil || !strings.Contains(err.Error(), "more than 32 MiB") || endless.read > 200<<20 {
		t.Errorf("read %d bytes: %v", endless.read, err)
	}
}

// An endlessReader is the letter x without an end.
type endlessReader struct{ read int }

func (r *endlessReader) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	r.read += len(p)
	return len(p), nil
}

// TestFailingWriter checks that an error of the writer is returned.
func TestFailingWriter(t *testing.T) {
	t.Parallel()
	s := of(schematest.New(1, 3).Live(true))
	if err := s.Encode(&shortWriter{left: 2000}); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("Encode() = %v", err)
	}
}

// A shortWriter takes only some bytes.
type shortWriter struct{ left int }

func (w *shortWriter) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, io.ErrShortWrite
	}
	return len(p), nil
}

// FuzzDecode reads what is not a snapshot: there is an error or a snapshot that is written
// and read again, and never a panic.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(small))
	var b bytes.Buffer
	if err := of(schematest.New(1, 2).Live(true)).Encode(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := snapshot.Decode(bytes.NewReader(text))
		if err != nil {
			if _, ok := errors.AsType[*snapshot.Error](err); !ok {
				t.Errorf("%T: %v", err, err)
			}
			return
		}
		first := encode(t, s)
		again, err := snapshot.Decode(strings.NewReader(first))
		if err != nil {
			t.Fatalf("%v in\n%s", err, first)
		}
		if second := encode(t, again); second != first {
			t.Errorf("\n%s\nthen\n%s", first, second)
		}
	})
}

// BenchmarkDecode reads snapshots of many users. It reports the size of the JSON, what the
// state takes, and how much more than the state decoding took at its peak.
func BenchmarkDecode(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprintf("users=%d", n), func(b *testing.B) {
			live, _ := schematest.Users(n)
			var text bytes.Buffer
			if err := of(live).Encode(&text); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				runtime.GC()
				before := heap()
				watch := &heapWatch{r: bytes.NewReader(text.Bytes())}
				s, err := snapshot.Decode(watch)
				if err != nil {
					b.Fatal(err)
				}
				runtime.GC()
				state := heap() - before
				b.ReportMetric(float64(text.Len())/1e6, "MB-json")
				b.ReportMetric(float64(state)/1e6, "MB-state")
				b.ReportMetric(float64(watch.peak-before-state)/1e6, "MB-more-at-peak")
				runtime.KeepAlive(s)
			}
		})
	}
}

// BenchmarkEncode writes snapshots of many users.
func BenchmarkEncode(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprintf("users=%d", n), func(b *testing.B) {
			live, _ := schematest.Users(n)
			s := of(live)
			b.ReportAllocs()
			for b.Loop() {
				if err := s.Encode(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func heap() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// A heapWatch notes the size of the heap while a decoder reads. It collects garbage before it
// looks, so that it sees what the decoder holds.
type heapWatch struct {
	r    io.Reader
	n    int
	peak int64
}

func (w *heapWatch) Read(p []byte) (int, error) {
	if w.n++; w.n%2000 == 0 {
		runtime.GC()
		w.peak = max(w.peak, heap())
	}
	return w.r.Read(p)
}
