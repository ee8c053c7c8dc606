package store

import (
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/callwright/callwright/providers/sim/internal/api"
)

// An Object is one thing of the instance.
type Object struct {
	Kind     *Kind
	ID       string
	Scope    string // where its name is unique; see tables
	Name     string
	Modified int64 // Unix milliseconds
	Body     api.Members
	Tags     api.Members
}

// columns are what scan reads, of a table named o.
const columns = `o.id, o.scope, o.name, o.modified, o.tags, o.body`

func (o *Object) scan(row func(...any) error) error {
	var body, tags []byte
	if err := row(&o.ID, &o.Scope, &o.Name, &o.Modified, &tags, &body); err != nil {
		return err
	}
	return errors.Join(json.Unmarshal(tags, &o.Tags), json.Unmarshal(body, &o.Body))
}

// Find reads the object of a kind that an id or an ARN names.
func (t *Tx) Find(k *Kind, ref string) (*Object, error) {
	o := &Object{Kind: k}
	err := o.scan(t.QueryRow(`SELECT `+columns+` FROM objects o WHERE kind = ? AND id = ?`, k.Word, t.IDOf(k, ref)).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, api.NotFound(k.Noun, ref)
	}
	return o, err
}

// IDOf is the id in an ARN of that kind in this instance. Any other text is an id already.
func (t *Tx) IDOf(k *Kind, ref string) string {
	return strings.TrimPrefix(ref, t.ARN(k, ""))
}

// ARN is the Amazon Resource Name of the object of a kind with that id.
func (t *Tx) ARN(k *Kind, id string) string {
	switch {
	case k.Word == InstanceWord:
		return t.Instance.ARN
	case k.AccountWide:
		account, _, _ := strings.Cut(t.Instance.ARN, ":instance/")
		return account + ":" + k.Word + "/" + id
	}
	return t.Instance.ARN + "/" + k.Word + "/" + id
}

// FindARN reads the object that an ARN names.
func (t *Tx) FindARN(arn string) (*Object, error) {
	path, ours := strings.CutPrefix(arn, t.Instance.ARN+"/")
	word, id, _ := strings.Cut(path, "/")
	if arn == t.Instance.ARN {
		word, id, ours = InstanceWord, t.Instance.ID, true
	}
	for _, k := range t.store.kinds {
		if ours && k.Word == word && !k.NameIsID {
			return t.Find(k, id)
		}
	}
	return nil, api.NotFound("resource", arn)
}

// Named finds an object by its name or its id.
func (t *Tx) Named(k *Kind, ref string) (*Object, error) {
	var found []*Object
	err := t.Each(func(scan func(...any) error) error {
		found = append(found, &Object{Kind: k})
		return found[len(found)-1].scan(scan)
	}, `SELECT `+columns+` FROM objects o WHERE o.kind = ?1 AND (o.name = ?2 OR o.id = ?3) LIMIT 2`, k.Word, ref, t.IDOf(k, ref))
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, &api.Exception{Name: api.ResourceNotFoundException, Message: fmt.Sprintf("No %s has the name or id %q.", k.Noun, ref)}
	case len(found) > 1:
		return nil, api.InvalidParameter("More than one %s has the name %q. Give the id of one.", k.Noun, ref)
	}
	return found[0], nil
}

// Create checks a new object and stores it. It gives the object its id and date.
func (t *Tx) Create(o *Object) error {
	if err := checkQuota(t, o.Kind); err != nil {
		return err
	}
	if err := settle(t, o); err != nil {
		return err
	}
	if err := assignID(t, o); err != nil {
		return err
	}
	if err := t.Insert(o); err != nil {
		return err
	}
	return storeRefs(t, o)
}

// Insert stores an object that has its id, and checks nothing.
func (t *Tx) Insert(o *Object) error {
	if o.Tags == nil {
		o.Tags = api.Members{}
	}
	if err := remember(t, o); err != nil {
		return err
	}
	_, err := t.Exec(`INSERT INTO objects (kind, id, scope, name, modified, tags, body) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		o.Kind.Word, o.ID, o.Scope, o.Name, o.Modified, api.Encode(o.Tags), api.Encode(o.Body))
	return err
}

// Save checks a changed object, dates it and stores it.
func (t *Tx) Save(o *Object) error {
	if err := settle(t, o); err != nil {
		return err
	}
	if err := t.Write(o); err != nil {
		return err
	}
	return storeRefs(t, o)
}

// Date gives a changed object its LastModifiedTime. In a transaction that is undated, only a
// new object gets one.
func (t *Tx) Date(o *Object) {
	if !t.Undated || o.Modified == 0 {
		o.Modified = t.Now().UnixMilli()
	}
}

// Write stores a changed object, and checks nothing. Its references stay as they are.
func (t *Tx) Write(o *Object) error {
	if err := remember(t, o); err != nil {
		return err
	}
	_, err := t.Exec(`UPDATE objects SET name = ?, modified = ?, tags = ?, body = ? WHERE kind = ? AND id = ?`,
		o.Name, o.Modified, api.Encode(o.Tags), api.Encode(o.Body), o.Kind.Word, o.ID)
	return err
}

// settle checks an object before it is stored, and dates it.
func settle(t *Tx, o *Object) error {
	if o.Kind.Check != nil {
		if err := o.Kind.Check(t, o); err != nil {
			return err
		}
	}
	if err := resolve(t, o); err != nil {
		return err
	}
	o.Name = api.Text(o.Body, o.Kind.Name)
	t.Date(o)
	taken, err := t.Count(`SELECT count(*) FROM objects WHERE kind = ? AND scope = ? AND name = ? AND id <> ?`,
		o.Kind.Word, o.Scope, o.Name, o.ID)
	if err == nil && taken > 0 {
		return api.Duplicate(o.Kind.Noun, o.Name)
	}
	return err
}

// Delete removes an object that nothing refers to.
func (t *Tx) Delete(o *Object) error {
	var holder, member string
	err := t.QueryRow(`SELECT holder, member FROM refs WHERE target = ? ORDER BY holder, member LIMIT 1`, o.ID).Scan(&holder, &member)
	if err == nil {
		return inUse(t, o, holder, member)
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err = remember(t, o); err != nil {
		return err
	}
	for _, stmt := range []string{
		`DELETE FROM objects WHERE id = ?1 AND kind = ?2`,
		`DELETE FROM refs WHERE holder = ?1`,
	} {
		if _, err := t.Exec(stmt, o.ID, o.Kind.Word); err != nil {
			return err
		}
	}
	return nil
}

// inUse refuses to delete an object that another one refers to by a member.
//
// Assumption: ResourceType and ResourceId name the object that is in use. The
// model's enumeration of types lacks several kinds; they get a word of the same
// form.
func inUse(t *Tx, o *Object, holder, member string) error {
	named := "another object"
	for _, k := range t.store.kinds {
		h, err := t.Find(k, holder)
		if err == nil {
			named = fmt.Sprintf("the %s %q", k.Noun, h.Name)
		}
	}
	return &api.Exception{
		Name:    "ResourceInUseException",
		Message: fmt.Sprintf("The %s %q cannot be deleted: %s of %s refers to it.", o.Kind.Noun, o.Name, member, named),
		Extra:   api.Members{"ResourceType": o.Kind.ResourceType, "ResourceId": t.ARN(o.Kind, o.ID)},
	}
}

// checkQuota refuses an object beyond its kind's quota.
func checkQuota(t *Tx, k *Kind) error {
	quota := t.Quotas[k.Title()]
	if quota == 0 {
		return nil
	}
	n, err := t.Count(`SELECT count(*) FROM objects WHERE kind = ?`, k.Word)
	if err == nil && n >= quota {
		return api.LimitExceeded("The instance has %d objects of the kind %s, which is its quota.", n, k.Noun)
	}
	return err
}

// assignID gives a new object its id, which is its name if the kind has no ids.
func assignID(t *Tx, o *Object) (err error) {
	if o.Kind.NameIsID {
		o.ID = o.Name
		return nil
	}
	o.ID, err = NewID(t, o.Kind.Word, o.Scope+"/"+o.Name)
	return err
}

// NewID makes the id of a new object: a UUID made of the instance, the kind, the name
// and how many objects of that kind and name were created before. So an id does not
// depend on the order of unrelated requests, and an object that is deleted and created
// again gets a new one.
func NewID(t *Tx, kind, name string) (string, error) {
	var count int
	err := t.QueryRow(`INSERT INTO births (kind, name, count) VALUES (?, ?, 1)
		ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count`, kind, name).Scan(&count)
	return derivedID(t.Instance.ID, kind, name, strconv.Itoa(count)), err
}

// derivedID is a UUID made of its parts. It has the form of a random one, as
// the service's ids do.
func derivedID(parts ...string) string {
	return uuid.NewHash(sha256.New(), uuid.Nil, []byte(strings.Join(parts, "\x00")), 4).String()
}

// Base describes an object under every name that an operation may have for its parts: the
// id as Id and as QueueId, say. Each answer keeps what its shape declares.
func (t *Tx) Base(o *Object) api.Members {
	v := maps.Clone(o.Body)
	v[o.Kind.Name] = o.Name
	v["Name"] = o.Name
	v["Id"], v[o.Kind.ID] = o.ID, o.ID
	v["Arn"] = t.ARN(o.Kind, o.ID)
	v[o.Kind.ARN] = v["Arn"]
	v["InstanceId"], v["OrganizationResourceId"] = t.Instance.ID, t.Instance.ID
	if len(o.Tags) > 0 {
		v["Tags"] = o.Tags
	}
	SetDate(t, v, o.Modified)
	return v
}

// SetDate adds when and where something was last modified.
func SetDate(t *Tx, v api.Members, modified int64) {
	v["LastModifiedTime"] = Seconds(modified)
	v["LastModifiedRegion"] = t.Instance.Region
}

// Full is what Describe answers for an object.
func (t *Tx) Full(o *Object) (api.Members, error) {
	v := t.Base(o)
	if o.Kind.Show == nil {
		return v, nil
	}
	return v, o.Kind.Show(t, o, v)
}

// Seconds is a timestamp as the protocol has it: seconds since 1970.
func Seconds(milliseconds int64) float64 {
	return float64(milliseconds) / float64(time.Second/time.Millisecond)
}
