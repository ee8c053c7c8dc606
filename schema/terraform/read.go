package terraform

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// mostSources is how many resources and data sources of Amazon Connect a state may have. The
// largest instances have about a hundred thousand users.
const mostSources = 1_000_000

// A document is what `terraform show -json` prints: of a state, or of a plan. A plan has the
// state from before it.
type document struct {
	FormatVersion string `json:"format_version"`
	Values        *struct {
		RootModule *module `json:"root_module"`
	} `json:"values"`
	PriorState *document `json:"prior_state"`

	PlannedValues json.RawMessage `json:"planned_values"` // only a plan has them
	Lineage       string          `json:"lineage"`        // only the file of a state itself has it
}

// A module has resources and further modules.
type module struct {
	Resources    []source `json:"resources"`
	ChildModules []module `json:"child_modules"`
}

// A source is a resource or a data source of a state.
type source struct {
	Address    string          `json:"address"`
	Mode       string          `json:"mode"` // "managed" or "data"
	Type       string          `json:"type"`
	Name       string          `json:"name"`
	Index      json.RawMessage `json:"index"` // a string under for_each, a number under count
	DeposedKey string          `json:"deposed_key"`
	Values     json.RawMessage `json:"values"`

	word   string // the type that both providers share
	fields *fields
}

func (s *source) managed() bool { return s.Mode == "managed" }

// sources returns the resources and data sources of Amazon Connect in a state, in the order of
// the state.
func sources(r io.Reader) ([]*source, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	var doc document
	if err = json.Unmarshal(text, &doc); err != nil {
		return nil, located(text, err)
	}
	root, err := doc.root()
	if err != nil {
		return nil, err
	}
	var all []*source
	if err := root.collect(&all); err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, errors.New("the state has no resource of Amazon Connect: none of type aws_connect_… or awscc_connect_…")
	}
	return all, nil
}

// root returns the root module, or says which other file this is.
func (d *document) root() (*module, error) {
	major, _, _ := strings.Cut(d.FormatVersion, ".")
	switch {
	case d.Lineage != "":
		return nil, errors.New("this is the file of a state. callwright reads what this command prints: terraform show -json")
	case d.FormatVersion == "":
		return nil, errors.New("it has no format_version, so terraform show -json did not print it")
	case major != "0" && major != "1":
		return nil, fmt.Errorf("it has the format version %q, and callwright reads version 1", d.FormatVersion)
	case d.PriorState != nil:
		return d.PriorState.root()
	case d.PlannedValues != nil:
		return nil, errors.New("the plan has no state: it creates everything. Apply it first, and export the state")
	case d.Values == nil || d.Values.RootModule == nil:
		return nil, errors.New("the state is empty")
	}
	return d.Values.RootModule, nil
}

// collect appends the sources of Amazon Connect in the module, and in the modules below it.
func (m *module) collect(all *[]*source) error {
	for i := range m.Resources {
		s := &m.Resources[i]
		word, ok := strings.CutPrefix(s.Type, "aws_connect_")
		if !ok {
			word, ok = strings.CutPrefix(s.Type, "awscc_connect_")
		}
		if !ok || s.DeposedKey != "" || len(s.Values) == 0 { // a deposed object waits for its deletion
			continue
		}
		if s.Address == "" {
			return fmt.Errorf("a resource of type %s has no address", s.Type)
		}
		values := map[string]any{}
		d := json.NewDecoder(bytes.NewReader(s.Values))
		d.UseNumber()
		if err := d.Decode(&values); err != nil {
			return fmt.Errorf("%s: its values are not an object", s.Address)
		}
		s.word, s.fields = word, &fields{values: values, used: map[string]bool{}}
		if *all = append(*all, s); len(*all) > mostSources {
			return fmt.Errorf("there are more than %d resources of Amazon Connect", mostSources)
		}
	}
	for i := range m.ChildModules {
		if err := m.ChildModules[i].collect(all); err != nil {
			return err
		}
	}
	return nil
}

// located returns an error of encoding/json in our words, with its line.
func located(text []byte, err error) error {
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		if len(bytes.TrimSpace(text)) == 0 {
			return errors.New("the file is empty")
		}
		if syntax.Offset >= int64(len(text)) {
			return fmt.Errorf("line %d: the file ends in the middle of the JSON", lineAt(text, syntax.Offset))
		}
		return fmt.Errorf("line %d: it is not JSON: %w", lineAt(text, syntax.Offset), syntax)
	}
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		where := wrong.Field
		if where == "" {
			where = "the file"
		}
		return fmt.Errorf("line %d: %s cannot be of type %s", lineAt(text, wrong.Offset), where, wrong.Value)
	}
	return err
}

// lineAt returns the line of an offset.
func lineAt(text []byte, offset int64) int {
	return 1 + bytes.Count(text[:max(0, min(offset, int64(len(text))))], []byte("\n"))
}
