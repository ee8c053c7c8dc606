package providertest

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// Spoil changes the JSON of an answer, as a faulty service, a proxy or an attacker might. Each
// of three bytes of the program is a change: what to do, and to which of the values in the
// body. Text is what some changes put into it: JSON, or else a string. A body that is not
// JSON can only be cut, or replaced.
//
// For example, the program {1, 0, 3} with the body {"Users": [{"Id": "a"}]} removes the value
// at position 3 in the order of the text, which is the Id.
func Spoil(body, program []byte, text string) []byte {
	for len(program) >= 3 {
		how, where := program[0], int(program[1])<<8|int(program[2])
		program = program[3:]
		if len(body) == 0 || len(body) > longestSpoiled {
			return body
		}
		switch how % spoilings {
		case cutBody:
			body = body[:where%len(body)]
		case replaceBody:
			body = []byte(text)
		default:
			body = spoilTree(body, how%spoilings, where, text)
		}
	}
	return body
}

// longestSpoiled is how long a body can be, in bytes, to be changed once more. Changes that repeat
// a list would double it again and again, and then a test measures this function and nothing else.
const longestSpoiled = 1 << 18

// The changes.
const (
	nullValue    = iota // the value becomes null
	removeValue         // the member or element goes
	replaceValue        // the value becomes the text
	repeatBefore        // the member is there a second time, with the text, and this one counts
	repeatAfter         // the same, and the text counts
	addMember           // an object gets a member that is named by the text
	nestValue           // the value is in many lists
	hugeNumber          // the value becomes a number that no type holds
	emptyValue          // the value becomes an empty one of its type
	otherType           // a text becomes a number, a list an object, …
	manyElements        // a list has its elements many times
	cutBody             // the end of the body is missing
	replaceBody         // the body is the text
	spoilings
)

// A node is a value of JSON that keeps the order of its members, and repeated ones.
type node struct {
	scalar  string // the text of a value that has no parts
	object  bool
	names   []string // of an object's members
	members []*node
}

// spoilTree makes one change at the value at the position.
func spoilTree(body []byte, how byte, where int, text string) []byte {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	root, err := readNode(d)
	if err != nil {
		return body
	}
	var nodes []*node
	parents := map[*node]*node{}
	root.walk(func(n, parent *node) {
		nodes = append(nodes, n)
		parents[n] = parent
	}, nil)
	n := nodes[where%len(nodes)]
	n.spoil(how, where, text, parents[n])
	var b bytes.Buffer
	root.write(&b)
	return b.Bytes()
}

func readNode(d *json.Decoder) (*node, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	delimiter, ok := token.(json.Delim)
	if !ok {
		text, unwritten := json.Marshal(token)
		return &node{scalar: string(text)}, unwritten
	}
	n := &node{object: delimiter == '{'}
	for d.More() {
		if n.object {
			if token, err = d.Token(); err != nil {
				return nil, err
			}
			n.names = append(n.names, token.(string))
		}
		var m *node
		if m, err = readNode(d); err != nil {
			return nil, err
		}
		n.members = append(n.members, m)
	}
	_, err = d.Token()
	return n, err
}

func (n *node) walk(f func(n, parent *node), parent *node) {
	f(n, parent)
	for _, m := range n.members {
		m.walk(f, n)
	}
}

func (n *node) write(b *bytes.Buffer) {
	if n.scalar != "" {
		b.WriteString(n.scalar)
		return
	}
	b.WriteByte("[{"[map[bool]int{true: 1}[n.object]])
	for i, m := range n.members {
		if i > 0 {
			b.WriteByte(',')
		}
		if n.object {
			name, _ := json.Marshal(n.names[i])
			b.Write(append(name, ':'))
		}
		m.write(b)
	}
	b.WriteByte("]}"[map[bool]int{true: 1}[n.object]])
}

// spoil makes the change at the node, or in its parent.
func (n *node) spoil(how byte, where int, text string, parent *node) {
	given := text
	if !json.Valid([]byte(given)) {
		quoted, _ := json.Marshal(text)
		given = string(quoted)
	}
	switch how {
	case nullValue:
		*n = node{scalar: "null"}
	case replaceValue:
		*n = node{scalar: given}
	case removeValue, repeatBefore, repeatAfter:
		n.spoilMember(how, given, parent)
	case addMember:
		if n.object {
			n.names, n.members = append(n.names, text), append(n.members, &node{scalar: given})
		}
	case nestValue:
		var b bytes.Buffer
		n.write(&b)
		depth := where % 20_000
		*n = node{scalar: strings.Repeat("[", depth) + b.String() + strings.Repeat("]", depth)}
	case hugeNumber:
		*n = node{scalar: "1" + strings.Repeat("0", where%500) + map[bool]string{true: "e" + strconv.Itoa(where)}[where%2 == 1]}
	case emptyValue, otherType:
		n.scalar, n.object = n.empty(how == otherType), n.object != (how == otherType)
		n.names, n.members = nil, nil
	case manyElements:
		for once := n.members; !n.object && len(once) > 0 && len(n.members) < where%300; {
			n.members = append(n.members, once...)
		}
	}
}

// empty returns the text of an empty value of the node's type, or of another type. It returns
// "" for a list or an object.
func (n *node) empty(other bool) string {
	switch {
	case n.scalar == "":
		return ""
	case strings.HasPrefix(n.scalar, `"`) != other:
		return `""`
	}
	return "0"
}

// spoilMember makes a change at the member or element of the parent that is the node.
func (n *node) spoilMember(how byte, text string, parent *node) {
	if parent == nil {
		return
	}
	var names []string
	var members []*node
	for i, m := range parent.members {
		name := ""
		if parent.object {
			name = parent.names[i]
		}
		list := []*node{m}
		switch {
		case m != n:
		case how == removeValue:
			list = nil
		case how == repeatBefore:
			list = []*node{{scalar: text}, m}
		default:
			list = []*node{m, {scalar: text}}
		}
		for _, one := range list {
			names, members = append(names, name), append(members, one)
		}
	}
	parent.members = members
	if parent.object {
		parent.names = names
	}
}
