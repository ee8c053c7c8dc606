package local

import (
	"bytes"
	"io"
	"net/http"
	"sync"
)

// A transport answers requests by a handler in the same process. It does what a network
// does, and nothing else: a request can end early, and a connection can break.
type transport struct {
	handler http.Handler
	running sync.WaitGroup
}

// RoundTrip returns the handler's answer. When the request's context ends first, it returns
// at once. The handler may still be running then, and sees the context too; Close waits
// for it.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	in := r.Clone(r.Context())
	in.RequestURI = r.URL.RequestURI()
	if in.Body == nil {
		in.Body = http.NoBody
	}
	answered := make(chan *recorder, 1)
	t.running.Go(func() {
		defer in.Body.Close()
		answered <- t.answer(in)
	})
	select {
	case w := <-answered:
		if w == nil {
			return nil, io.ErrUnexpectedEOF
		}
		return w.response(r), nil
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// answer returns the handler's answer. It is nil when the handler broke the connection
// instead, by a panic with [http.ErrAbortHandler], as the simulator does for the fault
// "applied-then-drop". Any other panic is a bug, and goes on.
func (t *transport) answer(r *http.Request) (w *recorder) {
	defer func() {
		switch p := recover(); p {
		case nil:
		case http.ErrAbortHandler:
			w = nil
		default:
			panic(p)
		}
	}()
	w = &recorder{status: http.StatusOK, header: http.Header{}}
	t.handler.ServeHTTP(w, r)
	return w
}

// A recorder keeps a response in memory. It follows net/http: the first write sends status
// 200 if the handler set none, and headers that are set later are lost.
type recorder struct {
	status int
	header http.Header
	body   bytes.Buffer
	sent   http.Header // header as it was when the body began
}

func (w *recorder) Header() http.Header { return w.header }

func (w *recorder) WriteHeader(status int) {
	if w.sent == nil {
		w.status, w.sent = status, w.header.Clone()
	}
}

func (w *recorder) Write(b []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(b)
}

func (w *recorder) response(r *http.Request) *http.Response {
	w.WriteHeader(http.StatusOK)
	return &http.Response{
		Status: http.StatusText(w.status), StatusCode: w.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: w.sent, Body: io.NopCloser(&w.body), ContentLength: int64(w.body.Len()), Request: r,
	}
}
