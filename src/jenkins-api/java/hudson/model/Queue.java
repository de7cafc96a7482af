package hudson.model;

import hudson.model.queue.SubTask;

public class Queue implements Saveable {
    Queue() {}

    @Override
    public void save() {
        throw new UnsupportedOperationException();
    }

    public interface Task extends SubTask, ModelObject {}
}
