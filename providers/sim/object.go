package sim

import (
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

// An object is one stored object.
type object struct {
	kind     *kind
	id       string
	scope    string // where its name is unique; see tables
	name     string
	modified int64 // Unix milliseconds
	body     members
	tags     members
}

// columns are what scan reads, of a table named o.
const columns = `o.id, o.scope, o.name, o.modified, o.tags, o.body`

func (o *object) scan(row func(...any) error) error {
	var body, tags []byte
	if err := row(&o.id, &o.scope, &o.name, &o.modified, &tags, &body); err != nil {
		return err
	}
	return errors.Join(json.Unmarshal(tags, &o.tags), json.Unmarshal(body, &o.body))
}

// find reads the object of a kind that an id or an ARN names.
func (t *tx) find(k *kind, ref string) (*object, error) {
	o := &object{kind: k}
	err := o.scan(t.QueryRow(`SELECT `+columns+` FROM objects o WHERE kind = ? AND id = ?`, k.word, t.idOf(k, ref)).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, notFound(k.noun, ref)
	}
	return o, err
}

// idOf is the id in an ARN of that kind in this instance; anything else is taken
// for an id.
func (t *tx) idOf(k *kind, ref string) string {
	return strings.TrimPrefix(ref, t.arnOf(k, ""))
}

// arn is an object's Amazon Resource Name.
func (t *tx) arn(o *object) string { return t.arnOf(o.kind, o.id) }

func (t *tx) arnOf(k *kind, id string) string {
	switch k.word {
	case instanceWord:
		return t.server.instance.ARN
	case numberWord: // they belong to the account
		account, _, _ := strings.Cut(t.server.instance.ARN, ":instance/")
		return account + ":" + k.word + "/" + id
	}
	return t.server.instance.ARN + "/" + k.word + "/" + id
}

// create stores a new object. Its id and time are set.
func (t *tx) create(o *object) error {
	if err := t.roomFor(o.kind); err != nil {
		return err
	}
	if err := t.settle(o); err != nil {
		return err
	}
	if err := t.bear(o); err != nil {
		return err
	}
	if err := t.insert(o); err != nil {
		return err
	}
	return t.refer(o)
}

func (t *tx) insert(o *object) error {
	if o.tags == nil {
		o.tags = members{}
	}
	if err := t.remember(o); err != nil {
		return err
	}
	_, err := t.Exec(`INSERT INTO objects (kind, id, scope, name, modified, tags, body) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		o.kind.word, o.id, o.scope, o.name, o.modified, encode(o.tags), encode(o.body))
	return err
}

// save stores a changed object.
func (t *tx) save(o *object) error {
	if err := t.settle(o); err != nil {
		return err
	}
	if err := t.write(o); err != nil {
		return err
	}
	return t.refer(o)
}

// write stores what changed in an object itself.
func (t *tx) write(o *object) error {
	if err := t.remember(o); err != nil {
		return err
	}
	_, err := t.Exec(`UPDATE objects SET name = ?, modified = ?, tags = ?, body = ? WHERE kind = ? AND id = ?`,
		o.name, o.modified, encode(o.tags), encode(o.body), o.kind.word, o.id)
	return err
}

// settle checks an object that is about to be stored, and dates it.
func (t *tx) settle(o *object) error {
	if o.kind.check != nil {
		if err := o.kind.check(t, o); err != nil {
			return err
		}
	}
	if err := t.resolve(o); err != nil {
		return err
	}
	o.name = text(o.body, o.kind.name)
	o.modified = t.server.now().UnixMilli()
	taken, err := t.count(`SELECT count(*) FROM objects WHERE kind = ? AND scope = ? AND name = ? AND id <> ?`,
		o.kind.word, o.scope, o.name, o.id)
	if err == nil && taken > 0 {
		return duplicate(o.kind.noun, o.name)
	}
	return err
}

// delete removes an object that nothing refers to.
func (t *tx) delete(o *object) error {
	var holder, member string
	err := t.QueryRow(`SELECT holder, member FROM refs WHERE target = ? ORDER BY holder, member LIMIT 1`, o.id).Scan(&holder, &member)
	if err == nil {
		return t.inUse(o, holder, member)
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err = t.remember(o); err != nil {
		return err
	}
	for _, stmt := range []string{
		`DELETE FROM objects WHERE id = ?1 AND kind = ?2`,
		`DELETE FROM refs WHERE holder = ?1`,
	} {
		if _, err := t.Exec(stmt, o.id, o.kind.word); err != nil {
			return err
		}
	}
	return nil
}

// roomFor refuses an object beyond its kind's quota.
func (t *tx) roomFor(k *kind) error {
	quota := t.server.objects[k.title()]
	if quota == 0 {
		return nil
	}
	n, err := t.count(`SELECT count(*) FROM objects WHERE kind = ?`, k.word)
	if err == nil && n >= quota {
		return limitExceeded("The instance has %d objects of the kind %s, which is its quota.", n, k.noun)
	}
	return err
}

// bear gives a new object its id: its name, or else a UUID made of the instance, the kind, the
// name and how many objects of that kind and name were created before. So an id
// does not depend on the order of unrelated requests, and an object that is
// deleted and created again gets a new one.
func (t *tx) bear(o *object) error {
	if o.kind.named {
		o.id = o.name
		return nil
	}
	name := o.scope + "/" + o.name
	var count int
	err := t.QueryRow(`INSERT INTO births (kind, name, count) VALUES (?, ?, 1)
		ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count`, o.kind.word, name).Scan(&count)
	o.id = derivedID(t.server.instance.ID, o.kind.word, name, strconv.Itoa(count))
	return err
}

// derivedID is a UUID made of its parts. It has the form of a random one, as
// the service's ids do.
func derivedID(parts ...string) string {
	return uuid.NewHash(sha256.New(), uuid.Nil, []byte(strings.Join(parts, "\x00")), 4).String()
}

// base describes an object under every name that an operation may want: each
// answer keeps what its shape declares.
func (t *tx) base(o *object) members {
	v := maps.Clone(o.body)
	v[o.kind.name] = o.name
	v["Name"] = o.name
	v["Id"], v[o.kind.id] = o.id, o.id
	v["Arn"], v[o.kind.arn] = t.arn(o), t.arn(o)
	v["InstanceId"], v["OrganizationResourceId"] = t.server.instance.ID, t.server.instance.ID
	if len(o.tags) > 0 {
		v["Tags"] = o.tags
	}
	t.dated(v, o.modified)
	return v
}

// dated adds when and where something was last modified.
func (t *tx) dated(v members, modified int64) {
	v["LastModifiedTime"] = seconds(modified)
	v["LastModifiedRegion"] = t.server.instance.Region
}

// full is what Describe answers for an object.
func (t *tx) full(o *object) (members, error) {
	v := t.base(o)
	if o.kind.show == nil {
		return v, nil
	}
	return v, o.kind.show(t, o, v)
}

// seconds is a timestamp as the protocol has it: seconds since 1970.
func seconds(milliseconds int64) float64 {
	return float64(milliseconds) / float64(time.Second/time.Millisecond)
}

func encode(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // members hold only what JSON has
	}
	return string(b)
}
