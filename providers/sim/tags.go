package sim

import (
	"maps"
	"strings"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// tagSimulation is what is simulated of tags.
var tagSimulation = simulation{
	operations: map[string]operation{
		"TagResource":         writes(tagResource),
		"UntagResource":       writes(untagResource),
		"ListTagsForResource": reads(listTags),
	},
}

// findResource finds the object that the request's ARN names.
func findResource(t *store.Tx, in api.Members) (*store.Object, error) {
	arn := api.Text(in, "resourceArn")
	if !strings.HasPrefix(arn, "arn:") {
		return nil, api.InvalidParameter("resourceArn: %q is not an Amazon Resource Name.", arn)
	}
	return t.FindARN(arn)
}

// retag stores an object's tags.
//
// Assumption: tagging moves an object's LastModifiedTime, as tags are part of
// what Describe answers.
func retag(t *store.Tx, o *store.Object) error {
	t.Date(o)
	return t.Write(o)
}

func tagResource(t *store.Tx, _ string, in api.Members) (api.Members, error) {
	o, err := findResource(t, in)
	if err != nil {
		return nil, err
	}
	maps.Copy(o.Tags, api.Sub(in, "tags"))
	if len(o.Tags) > tagsPerObject {
		return nil, api.InvalidParameter("tags: The resource would have %d tags, and the most is %d.", len(o.Tags), tagsPerObject)
	}
	return nil, retag(t, o)
}

func untagResource(t *store.Tx, _ string, in api.Members) (api.Members, error) {
	o, err := findResource(t, in)
	if err != nil {
		return nil, err
	}
	for _, k := range api.Texts(in, "tagKeys") {
		delete(o.Tags, k)
	}
	return nil, retag(t, o)
}

func listTags(t *store.Tx, _ string, in api.Members) (api.Members, error) {
	o, err := findResource(t, in)
	if err != nil {
		return nil, err
	}
	return api.Members{"tags": o.Tags}, nil
}
