package amazonconnect

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"github.com/callwright/callwright/providers/amazonconnect/internal/wire"
	"github.com/callwright/callwright/schema"
)

// A rest is what an update replaces together with what it changes. The JSON that the service
// answered is kept, so that the update can send again what callwright does not know.
//
// For example, UpdateQuickConnectConfig replaces the whole destination. Its rest is in the
// answer of DescribeQuickConnect, at QuickConnect.QuickConnectConfig, and goes into the
// request at QuickConnectConfig.
type rest struct {
	op    string // whose answer has it
	from  string // where it is there; see [wire.At]
	to    string // where it goes in the request; "" for the request itself
	adds  bool   // a request that lacks it gets it
	shape wire.Shape

	// As turns what the answer has into what the request has, where they differ. It is
	// called without a request to see what is extra. It may change live, which is a copy.
	as func(live any, request map[string]any) any
}

// live returns the rest as a request has it.
func (r rest) live(all map[string]any, request map[string]any) any {
	v := all[r.op+" "+r.from]
	if r.as != nil {
		v = r.as(v, request)
	}
	return v
}

// kept has the rests of objects as last read. It is safe for concurrent use.
type kept struct{ m sync.Map } // the JSON of an objectRest, by keptKey

// A keptKey identifies an object.
type keptKey struct{ kind, id string }

// answers are what operations answered about one object. The lists of an operation's pages
// are one list.
type answers map[string]map[string]any

// add adds what an operation answered.
func (a answers) add(operation string, answer map[string]any) {
	whole := a[operation]
	if whole == nil {
		a[operation] = answer
		return
	}
	for name, value := range answer {
		old, was := whole[name].([]any)
		if list, is := value.([]any); is && was {
			value = slices.Concat(old, list)
		}
		whole[name] = value
	}
}

// watching returns a context in which the answers about an object are noted, and a function
// that keeps what was noted when the reading has succeeded.
func (k *kept) watching(ctx context.Context, kind, id string, rests []rest) (watched context.Context, keep func()) {
	if len(rests) == 0 {
		return ctx, func() {}
	}
	noted := answers{}
	watched = wire.Watch(ctx, func(operation string, answer map[string]any) {
		for _, r := range rests {
			if r.op == operation {
				noted.add(operation, answer)
				return
			}
		}
	})
	return watched, func() {
		all := k.of(kind, id)
		for _, r := range rests {
			if noted[r.op] != nil {
				all[r.op+" "+r.from] = wire.At(noted[r.op], r.from)
			}
		}
		if text, err := json.Marshal(all); err == nil { // it was JSON
			k.m.Store(keptKey{kind, id}, string(text))
		}
	}
}

// of returns the rests of an object, by operation and place. It is a copy.
func (k *kept) of(kind, id string) map[string]any {
	all := map[string]any{}
	if text, ok := k.m.Load(keptKey{kind, id}); ok {
		_ = wire.Parse(text.(string), &all) // we wrote it
	}
	return all
}

// has reports whether all of the rests are kept of an object.
func (k *kept) has(kind, id string, rests []rest) bool {
	all := k.of(kind, id)
	for _, r := range rests {
		if _, ok := all[r.op+" "+r.from]; !ok {
			return false
		}
	}
	return true
}

// forget drops what is kept of an object, because it was just changed.
func (k *kept) forget(kind, id string) { k.m.Delete(keptKey{kind, id}) }

// restoring returns a context in which the operation's requests have the rests of an object.
func (k *kept) restoring(ctx context.Context, kind, id, operation string, rests []rest) context.Context {
	if len(rests) == 0 {
		return ctx
	}
	all := k.of(kind, id)
	return wire.Edit(ctx, operation, func(request map[string]any) {
		for _, r := range rests {
			live := r.live(all, request)
			written, sent := request[r.to]
			switch {
			case r.to == "":
				r.shape.Merge(request, live)
			case sent:
				request[r.to] = r.shape.Merge(written, live)
			case r.adds:
				if added, ok := r.shape.Merge(map[string]any{}, live).(map[string]any); ok && len(added) > 0 {
					request[r.to] = added
				}
			}
		}
	})
}

// extra returns what an object has that callwright does not know, as far as it was described.
func (k *kind) extra(c *connection, id string) []schema.Undescribed {
	all := c.kept.of(k.of.Name, id)
	return k.updates.extra(k.of, func(r rest) any { return all[r.op+" "+r.from] })
}

// extra returns what callwright does not know of the JSON that an object has for a rest.
func (all updaters) extra(of *schema.Kind, live func(rest) any) []schema.Undescribed {
	var list []schema.Undescribed
	type place struct {
		attrs    schema.AttrSet
		op, from string
	}
	seen := map[place]bool{} // several updates may replace the same
	for _, u := range all {
		for _, r := range u.rests {
			at := place{u.attrs, r.op, r.from}
			if seen[at] {
				continue
			}
			seen[at] = true
			known := live(r)
			if r.as != nil {
				known = r.as(known, nil)
			}
			names := r.shape.Extra(known)
			if len(names) == 0 {
				continue
			}
			for i := range u.attrs.All() {
				list = append(list, schema.Undescribed{Attr: of.Attrs[i].Name, What: strings.Join(names, ", ")})
			}
		}
	}
	return list
}

// watchSearch returns a context for a search, and a map that the search fills with what
// callwright does not know of the objects, by their ids. An object has the same members in
// the answer of a search as in its description.
func (k *kind) watchSearch(ctx context.Context) (context.Context, map[string][]schema.Undescribed) {
	extras := map[string][]schema.Undescribed{}
	if !slices.ContainsFunc(k.updates, func(u updater) bool { return len(u.rests) > 0 }) {
		return ctx, extras
	}
	noun := strings.TrimPrefix(k.ops.describe, "Describe")
	return wire.WatchLists(ctx, k.ops.search, func(object map[string]any) {
		found := k.updates.extra(k.of, func(r rest) any {
			if in, ok := strings.CutPrefix(r.from+".", noun+"."); ok && r.op == k.ops.describe {
				return wire.At(object, strings.TrimSuffix(in, "."))
			}
			return nil
		})
		for _, id := range []string{noun + "Id", "Id", "Name"} {
			if key, ok := object[id].(string); ok && len(found) > 0 {
				extras[key] = found
				break
			}
		}
	}), extras
}
