package providers

import (
	"errors"
	"fmt"
)

// mostPages is how many pages a list may have. A hundred thousand users take a thousand.
const mostPages = 10_000

// Pages follows the pages of one list. A service that always names another page would keep a
// client asking for ever.
type Pages struct{ seen map[string]bool }

// Next takes the token by which a page names the next one; "" for the last page. It returns an
// error if the service named that page before, or has named too many.
func (p *Pages) Next(token string) error {
	switch {
	case token == "":
		return nil
	case p.seen[token]:
		return errors.New("the service returned the same page token twice")
	case len(p.seen) >= mostPages:
		return fmt.Errorf("the service returned more than %d pages", mostPages)
	case p.seen == nil:
		p.seen = map[string]bool{}
	}
	p.seen[token] = true
	return nil
}
