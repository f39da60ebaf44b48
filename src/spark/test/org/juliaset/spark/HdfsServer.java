package org.juliaset.spark;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** A cluster of HDFS in one process: prints its address, and runs until its standard input ends. */
final class HdfsServer {
    private HdfsServer() {}

    /** @param arguments a folder for its files */
    public static void main(String[] arguments) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, arguments[0]);
        // small, so that pictures of tests have several
        configuration.set("dfs.blocksize", "1048576");
        configuration.set("dfs.namenode.fs-limits.min-block-size", "1024");
        try (MiniDFSCluster cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build()) {
            cluster.waitActive();
            System.out.println("HDFS at " + cluster.getURI());
            System.in.read();
        }
    }
}
