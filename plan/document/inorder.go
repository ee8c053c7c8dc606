package document

import (
	"runtime"
	"sync"
)

// An appender appends the text of the element at position i to b.
type appender = func(b []byte, i int) ([]byte, error)

// batch is how many elements one core makes at a time.
const batch = 64

// A part is the texts of a batch.
type part struct {
	from  int
	texts []byte
	ends  []int // where each text ends
	err   error // of the element behind the last text
	made  chan struct{}
}

// inOrder makes the texts of n elements on all cores, and calls take with each, in order. It
// returns the error of the first element that has one. Only the texts of a few batches are in
// memory at a time. Each core has an appender of its own, and a text is valid during the call.
func inOrder(n int, newAppender func() appender, take func(text []byte) error) error {
	cores := min(runtime.GOMAXPROCS(0), (n+batch-1)/batch)
	work, results, quit := make(chan *part), make(chan *part, 2*cores), make(chan struct{})
	free := make(chan *part, 4*cores+1) // parts that were taken, to be used again
	var running sync.WaitGroup
	defer running.Wait()
	defer close(quit)
	for range cores {
		running.Go(func() {
			appendTo := newAppender()
			for p := range work {
				p.fill(n, appendTo)
				close(p.made)
			}
		})
	}
	running.Go(func() {
		defer close(results)
		defer close(work)
		for from := 0; from < n; from += batch {
			p := &part{}
			select {
			case p = <-free:
			default:
			}
			*p = part{from: from, texts: p.texts[:0], ends: p.ends[:0], made: make(chan struct{})}
			select {
			case results <- p:
			case <-quit:
				return
			}
			work <- p
		}
	})
	for p := range results {
		<-p.made
		start := 0
		for _, end := range p.ends {
			if err := take(p.texts[start:end]); err != nil {
				return err
			}
			start = end
		}
		if p.err != nil {
			return p.err
		}
		free <- p
	}
	return nil
}

// fill makes the texts of the part.
func (p *part) fill(n int, appendTo appender) {
	for i := p.from; i < min(p.from+batch, n) && p.err == nil; i++ {
		var text []byte
		if text, p.err = appendTo(p.texts, i); p.err == nil {
			p.texts, p.ends = text, append(p.ends, len(text))
		}
	}
}
