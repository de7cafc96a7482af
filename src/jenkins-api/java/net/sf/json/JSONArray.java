package net.sf.json;

public final class JSONArray {
    public JSONArray() {}

    public boolean add(Object value) {
        throw new UnsupportedOperationException();
    }
}
