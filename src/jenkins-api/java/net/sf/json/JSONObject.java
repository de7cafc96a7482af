package net.sf.json;

public final class JSONObject {
    public JSONObject() {}

    public static JSONObject fromObject(Object object) {
        throw new UnsupportedOperationException();
    }

    public Object put(Object key, Object value) {
        throw new UnsupportedOperationException();
    }

    public Object get(String key) {
        throw new UnsupportedOperationException();
    }

    public boolean has(String key) {
        throw new UnsupportedOperationException();
    }

    public String getString(String key) {
        throw new UnsupportedOperationException();
    }

    public boolean getBoolean(String key) {
        throw new UnsupportedOperationException();
    }

    public int getInt(String key) {
        throw new UnsupportedOperationException();
    }

    public JSONObject getJSONObject(String key) {
        throw new UnsupportedOperationException();
    }

    public boolean isNullObject() {
        throw new UnsupportedOperationException();
    }
}
