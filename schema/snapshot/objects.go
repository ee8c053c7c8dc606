package snapshot

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"github.com/callwright/callwright/schema"
)

// A batch is some objects that follow each other in the snapshot. While one core finds the ends
// of the next objects, the others decode batches.
type batch struct {
	from    int      // the number of the first object
	texts   []byte   // of all of them
	ends    []int    // where each text ends
	lines   [][2]int // the lines on which each text begins and ends
	results []result
	decoded chan struct{}
}

// A result is what an objectReader made of an object.
type result struct {
	r          *schema.Resource
	identified bool
	err        error
}

// fullBatch is how many bytes a batch has before the next one begins.
const fullBatch = 256 << 10

// decode decodes the objects of the batch. It stops at the first error.
func (b *batch) decode(d *objectReader) {
	start := 0
	for _, end := range b.ends {
		var made result
		made.r, made.identified, made.err = d.read(b.texts[start:end])
		b.results = append(b.results, made)
		if start = end; made.err != nil {
			break
		}
	}
	close(b.decoded)
}

// readObjects reads the objects of the list. Their errors are those of reading one after the
// other.
func (d *decoder) readObjects() error {
	cores := runtime.GOMAXPROCS(0)
	work := make(chan *batch, cores)
	var readers sync.WaitGroup
	defer readers.Wait()
	defer close(work)
	for range cores {
		readers.Go(func() {
			reader := &objectReader{kinds: d.doc.Kinds, newer: d.newer, seen: map[*schema.Attr]seen{}, lists: map[string][]string{}}
			for b := range work {
				b.decode(reader)
			}
		})
	}
	values := d.valueReader()
	defer d.resume(values)
	var open, free []*batch // open ones are being decoded, in order
	for at, more := 0, true; more || len(open) > 0; {
		if more {
			b := &batch{}
			if last := len(free) - 1; last >= 0 {
				b, free = free[last], free[:last]
			}
			wrong := d.readBatch(values, b, at)
			at += len(b.ends)
			more = wrong == nil && values.hasMore()
			work <- b
			open = append(open, b)
			if wrong != nil {
				return cmp.Or(d.takeAll(open), wrong) // an error in an earlier object comes first
			}
		}
		if len(open) > cores || !more {
			if err := d.take(open[0]); err != nil {
				return err
			}
			free, open = append(free, open[0]), open[1:]
		}
	}
	return nil
}

// takeAll takes the batches in order, up to the first with an error.
func (d *decoder) takeAll(batches []*batch) error {
	for _, b := range batches {
		if err := d.take(b); err != nil {
			return err
		}
	}
	return nil
}

// readBatch finds the texts of the next objects.
func (d *decoder) readBatch(values *valueReader, b *batch, from int) error {
	*b = batch{from: from, texts: b.texts[:0], ends: b.ends[:0], lines: b.lines[:0], results: b.results[:0], decoded: make(chan struct{})}
	for i := from; len(b.texts) < fullBatch && values.hasMore(); i++ {
		d.lines.from(values.position())
		line := d.lines.lineAt(values.position())
		text, err := values.value(i == 0)
		if i == mostObjects {
			err = fmt.Errorf("there are more than %d objects", mostObjects)
		}
		if err != nil {
			return locatedAt(line, within(fmt.Sprintf("objects[%d]", i), err))
		}
		b.texts = append(b.texts, text...)
		end := values.position()
		line = d.lines.lineAt(end - int64(len(text)))
		b.ends, b.lines = append(b.ends, len(b.texts)), append(b.lines, [2]int{line, d.lines.lineAt(end)})
	}
	return nil
}

// take adds the objects of the batch to the snapshot, once they are decoded.
func (d *decoder) take(b *batch) error {
	<-b.decoded
	for i, made := range b.results {
		err := made.err
		if made.identified {
			if wrong := d.identify(made.r); wrong != nil {
				err = wrong
			}
		}
		if err != nil {
			line := b.lines[i][1]
			if _, syntax := errors.AsType[*json.SyntaxError](err); syntax {
				line = b.lines[i][0] // nobody knows where the object ends
			}
			return locatedAt(line, within(fmt.Sprintf("objects[%d]", b.from+i), err))
		}
		if made.r != nil {
			d.objects = append(d.objects, made.r)
		}
	}
	return nil
}
