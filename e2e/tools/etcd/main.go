// Command etcd is the etcd server. The server's module has no main package that can be built from outside its own
// repository, so this one calls its entry point.
package main

import (
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
)

func main() {
	etcdmain.Main(os.Args)
}
