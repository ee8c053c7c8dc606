package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// Install lets the functions of this package see a client's calls. It also makes a call
// treat a null in an answer as if the member were not there. The SDK fails with "expected
// string, got null" otherwise.
func Install(stack *middleware.Stack) error {
	// After is next to the transport, so the SDK's own decoder reads what this leaves.
	err := stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("Wire", answered), middleware.After)
	if err != nil {
		return err
	}
	// Before, because the SDK measures the body in the same step.
	return stack.Build.Add(middleware.BuildMiddlewareFunc("Wire", asked), middleware.Before)
}

// The keys of what a context says about its calls.
type (
	watchKey struct{}
	editKey  struct{}
)

// An edit changes the requests of an operation.
type edit struct {
	operation string
	change    func(request map[string]any)
}

// A watch is told about answers as a whole, or about the objects in the lists of one operation's.
type watch struct {
	answer    func(operation string, answer map[string]any)
	operation string
	element   func(object map[string]any)
}

// Watch returns a context whose calls tell about the JSON of their answers.
func Watch(ctx context.Context, tell func(operation string, answer map[string]any)) context.Context {
	return context.WithValue(ctx, watchKey{}, &watch{answer: tell})
}

// WatchLists returns a context whose calls of the operation tell about the JSON of each object in
// the lists of their answers. A page of 500 users is never all in memory as maps, which would be ten
// times as large as its text.
func WatchLists(ctx context.Context, operation string, tell func(object map[string]any)) context.Context {
	return context.WithValue(ctx, watchKey{}, &watch{operation: operation, element: tell})
}

// Edit returns a context whose calls of the operation have the JSON of their requests
// changed, before they are signed and sent.
func Edit(ctx context.Context, operation string, change func(request map[string]any)) context.Context {
	return context.WithValue(ctx, editKey{}, edit{operation, change})
}

// answered takes nulls out of an answer, and tells who watches.
func answered(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (
	out middleware.DeserializeOutput, metadata middleware.Metadata, err error,
) {
	out, metadata, err = next.HandleDeserialize(ctx, in)
	answer, ok := out.RawResponse.(*smithyhttp.Response)
	if err != nil || !ok || answer.Body == nil {
		return out, metadata, err
	}
	body, failed := readBody(answer)
	if failed == nil {
		operation := middleware.GetOperationName(ctx)
		tell, _ := ctx.Value(watchKey{}).(*watch)
		if answer.StatusCode >= 300 || tell != nil && tell.element != nil && tell.operation != operation {
			tell = nil
		}
		if body, err = cleaned(body, operation, tell); err != nil {
			return out, metadata, err
		}
	}
	rest := end{io.EOF}
	if failed != nil { // for the decoder to meet at the same place
		rest.err = failed
	}
	answer.Body = &again{io.MultiReader(bytes.NewReader(body), rest), answer.Body}
	return out, metadata, err
}

// largestAtOnce is the most memory, in bytes, that is taken for a body before it has arrived.
const largestAtOnce = 1 << 20

// readBody reads the body of an answer. It makes room for as much as the answer says that it has.
func readBody(answer *smithyhttp.Response) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(min(max(answer.ContentLength, 0), largestAtOnce)) + bytes.MinRead)
	_, err := b.ReadFrom(answer.Body)
	return b.Bytes(), err
}

// cleaned returns a body without its nulls, and tells about its JSON unless tell is nil. A body
// that is not JSON is returned as it is: the decoder says what is wrong with it.
func cleaned(body []byte, operation string, tell *watch) ([]byte, error) {
	nulls := bytes.Contains(body, []byte("null"))
	switch {
	case !nulls && tell == nil:
		return body, nil
	case !nulls && tell.element != nil:
		eachElement(body, tell.element)
		return body, nil
	}
	var v any
	if Parse(body, &v) != nil {
		return body, nil
	}
	v = withoutNulls(v)
	if object, ok := v.(map[string]any); ok && tell != nil {
		tell.about(operation, object)
	}
	if !nulls {
		return body, nil
	}
	return json.Marshal(v)
}

// about tells about an answer.
func (w *watch) about(operation string, answer map[string]any) {
	if w.answer != nil {
		w.answer(operation, answer)
		return
	}
	for _, member := range answer {
		list, _ := member.([]any)
		for _, element := range list {
			if object, ok := element.(map[string]any); ok {
				w.element(object)
			}
		}
	}
}

// eachElement calls tell with each object in the lists of an answer. It stops where the body is not
// JSON: the SDK's decoder says what is wrong with it.
func eachElement(body []byte, tell func(object map[string]any)) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	for depth := 0; ; {
		token, err := d.Token()
		if err != nil || depth == 0 && token != json.Delim('{') {
			return
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if token != json.Delim('[') || depth != 2 {
			continue
		}
		for d.More() {
			var element any
			if d.Decode(&element) != nil {
				return
			}
			if object, ok := element.(map[string]any); ok {
				tell(object)
			}
		}
	}
}

// asked lets who edits change a request.
func asked(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (
	out middleware.BuildOutput, metadata middleware.Metadata, err error,
) {
	e, _ := ctx.Value(editKey{}).(edit)
	request, ok := in.Request.(*smithyhttp.Request)
	if !ok || e.change == nil || e.operation != middleware.GetOperationName(ctx) {
		return next.HandleBuild(ctx, in)
	}
	body, err := io.ReadAll(request.GetStream())
	if err != nil {
		return out, metadata, err
	}
	var object map[string]any
	if err = Parse(body, &object); err != nil {
		return out, metadata, err
	}
	e.change(object)
	if body, err = json.Marshal(object); err != nil {
		return out, metadata, err
	}
	if in.Request, err = request.SetStream(bytes.NewReader(body)); err != nil {
		return out, metadata, err
	}
	return next.HandleBuild(ctx, in)
}

// again is a body that was read, to be read once more. Closing it closes the connection's.
type again struct {
	io.Reader
	io.Closer
}

// end is a reader of nothing, which ends with an error.
type end struct{ err error }

func (e end) Read([]byte) (int, error) { return 0, e.err }

// Parse parses JSON into v. Numbers keep their digits.
func Parse[T string | []byte](text T, v any) error {
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.UseNumber()
	err := d.Decode(v)
	if err == nil && d.More() {
		return errors.New("there is more than one JSON value")
	}
	return err
}

// withoutNulls removes nulls from objects and from lists of strings, in place where it can.
// In any other list, a null is an object without members, so that nobody takes a list that
// lacks an object for a whole one.
func withoutNulls(v any) any {
	switch v := v.(type) {
	case map[string]any:
		maps.DeleteFunc(v, func(_ string, member any) bool { return member == nil })
		for name, member := range v {
			v[name] = withoutNulls(member)
		}
	case []any:
		if slices.ContainsFunc(v, func(element any) bool { _, is := element.(string); return is }) {
			v = slices.DeleteFunc(v, func(element any) bool { return element == nil })
		}
		for i := range v {
			if v[i] = withoutNulls(v[i]); v[i] == nil {
				v[i] = map[string]any{}
			}
		}
		return v
	}
	return v
}
