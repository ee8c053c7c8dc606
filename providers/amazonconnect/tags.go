package amazonconnect

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// hidden reports whether a tag's key is not the configuration's.
func hidden(key string) bool {
	key = strings.ToLower(key)
	return strings.HasPrefix(key, schema.OwnTagPrefix) || strings.HasPrefix(key, schema.ReservedTagPrefix)
}

// visible returns the tags that a configuration speaks for; nil when there are
// none, as most objects have none and there are many.
func visible(tags map[string]string) map[string]string {
	var shown map[string]string
	for k, v := range tags {
		if hidden(k) {
			continue
		}
		if shown == nil {
			shown = make(map[string]string, len(tags))
		}
		shown[k] = v
	}
	return shown
}

func recordOf(tags map[string]string) schema.Record { return kept.Get(tags) }

// createTags returns the tags of a create call: the configuration's and the
// record's. Without any it is nil, as the service takes no empty map.
func createTags(tags map[string]string, r schema.Record) map[string]string {
	all := map[string]string{}
	maps.Copy(all, kept.Put(r).set)
	maps.DeleteFunc(all, func(_, v string) bool { return v == "" })
	maps.Copy(all, visible(tags))
	if len(all) == 0 {
		return nil
	}
	return all
}

// A tagging is what a change makes of an object's tags.
type tagging struct {
	drop []string          // keys
	set  map[string]string // the configuration's, and the record's
}

// tagging returns what the change makes of the object's tags: those of attrs, and
// the record of want, when it is complete and not live's.
func (a *api[T]) tagging(live, want *schema.Resource, attrs schema.AttrSet) tagging {
	var t tagging
	if a.tags == nil {
		return t
	}
	if attrs.And(a.kind.Set("tags")) != 0 {
		before, after := visible(a.tags(live.Body.(*T))), visible(a.tags(want.Body.(*T)))
		for key := range before {
			if _, stays := after[key]; !stays {
				t.drop = append(t.drop, key)
			}
		}
		slices.Sort(t.drop)
		t.set = after
		maps.DeleteFunc(t.set, func(k, v string) bool { old, ok := before[k]; return ok && old == v })
	}
	if want.Record.Applied != "" && want.Record != live.Record {
		record := kept.Put(want.Record)
		maps.Copy(record.set, t.set)
		t.set = record.set
	}
	return t
}

// calls returns what the tagging costs.
func (t tagging) calls() []providers.Calls {
	var calls []providers.Calls
	if len(t.drop) > 0 {
		calls = append(calls, providers.Calls{Operation: "UntagResource", N: 1})
	}
	if len(t.set) > 0 {
		calls = append(calls, providers.Calls{Operation: "TagResource", N: 1})
	}
	return calls
}

// tag makes the calls of a tagging. Old tags go first, so that the record, which
// says that everything is done, is written by the last call.
func (a *api[T]) tag(ctx context.Context, c *Client, id string, t tagging) error {
	arn := aws.String(c.instance.ARN + "/" + a.word + "/" + id)
	if len(t.drop) > 0 {
		if _, err := c.api.UntagResource(ctx, &connect.UntagResourceInput{ResourceArn: arn, TagKeys: t.drop}); err != nil {
			return err
		}
	}
	if len(t.set) > 0 {
		if _, err := c.api.TagResource(ctx, &connect.TagResourceInput{ResourceArn: arn, Tags: t.set}); err != nil {
			return err
		}
	}
	return nil
}

// mark gives an object the record alone, or takes it away.
func (a *api[T]) mark(ctx context.Context, c *Client, id string, record schema.Record) error {
	if a.tags == nil {
		return nil
	}
	return a.tag(ctx, c, id, kept.Put(record))
}
