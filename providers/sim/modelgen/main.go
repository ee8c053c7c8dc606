// Modelgen makes the simulator's copy of the Amazon Connect API model: the
// operations it serves and the shapes they use, without documentation.
//
//	go run ./providers/sim/modelgen SERVICE-2.JSON[.GZ] > providers/sim/model.json
//
// The argument is the official model as botocore ships it, in
// botocore/data/connect/2017-08-08/service-2.json.gz. To serve another
// operation, add its name to served in operations.go, run this again, and give
// it a handler in the simulator's table.
package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "modelgen:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) != 1 {
		return fmt.Errorf("want one argument, the path of service-2.json or service-2.json.gz")
	}
	official, err := read(args[0])
	if err != nil {
		return err
	}
	model, err := trim(official, served)
	if err != nil {
		return err
	}
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(model)
}

func read(path string) (*service, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
	}
	s := new(service)
	if err := json.NewDecoder(r).Decode(s); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return s, nil
}
