package sim

import (
	"maps"
	"strings"
)

// resource finds the object that the request's ARN names.
func (t *tx) resource(in members) (*object, error) {
	arn := text(in, "resourceArn")
	if !strings.HasPrefix(arn, "arn:") {
		return nil, invalid("resourceArn: %q is not an Amazon Resource Name.", arn)
	}
	instance := t.server.instance
	if arn == instance.ARN {
		return t.find(instances, instance.ID)
	}
	path, ours := strings.CutPrefix(arn, instance.ARN+"/")
	word, id, _ := strings.Cut(path, "/")
	for _, k := range kinds() {
		if ours && k.word == word && !k.named {
			return t.find(k, id)
		}
	}
	return nil, notFound("resource", arn)
}

// retag stores an object's tags.
//
// Assumption: tagging moves an object's LastModifiedTime, as tags are part of
// what Describe answers.
func (t *tx) retag(o *object) error {
	o.modified = t.server.now().UnixMilli()
	return t.write(o)
}

func tagResource(t *tx, _ string, in members) (members, error) {
	o, err := t.resource(in)
	if err != nil {
		return nil, err
	}
	maps.Copy(o.tags, sub(in, "tags"))
	if len(o.tags) > tagsPerObject {
		return nil, invalid("tags: The resource would have %d tags, and the most is %d.", len(o.tags), tagsPerObject)
	}
	return nil, t.retag(o)
}

func untagResource(t *tx, _ string, in members) (members, error) {
	o, err := t.resource(in)
	if err != nil {
		return nil, err
	}
	for _, k := range texts(in, "tagKeys") {
		delete(o.tags, k)
	}
	return nil, t.retag(o)
}

func listTags(t *tx, _ string, in members) (members, error) {
	o, err := t.resource(in)
	if err != nil {
		return nil, err
	}
	return members{"tags": o.tags}, nil
}
