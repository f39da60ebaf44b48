package org.juliaset.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What pages have asked of the network, and what failed in them, by the events of the protocol. */
final class PageLog {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final List<String> failedRequests = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();

    /** Takes an event of the domains Network, Runtime and Log. */
    void take(String event, JsonObject details) {
        switch (event) {
            case "Network.requestWillBeSent" -> {
                String address = details.getAsJsonObject("request").get("url").getAsString();
                requests.add(address);
                addresses.put(details.get("requestId").getAsString(), address);
            }
            case "Network.responseReceived" -> {
                int status = details.getAsJsonObject("response").get("status").getAsInt();
                if (status >= 400) {
                    failedRequests.add(status + " " + addressOf(details));
                }
            }
            case "Network.loadingFailed" -> {
                boolean isCanceled = details.has("canceled") && details.get("canceled").getAsBoolean();
                if (!isCanceled) {
                    failedRequests.add(details.get("errorText").getAsString() + " " + addressOf(details));
                }
            }
            case "Runtime.exceptionThrown" -> errors.add(details.toString());
            case "Runtime.consoleAPICalled" -> {
                if (List.of("error", "assert", "warning").contains(details.get("type").getAsString())) {
                    errors.add(details.get("type").getAsString() + " " + details.getAsJsonArray("args"));
                }
            }
            case "Log.entryAdded" -> {
                JsonObject entry = details.getAsJsonObject("entry");
                if (List.of("error", "warning").contains(entry.get("level").getAsString())) {
                    errors.add(entry.toString());
                }
            }
            default -> { }
        }
    }

    private String addressOf(JsonObject details) {
        JsonElement id = details.get("requestId");
        return addresses.getOrDefault(id.getAsString(), id.getAsString());
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    List<String> failedRequests() {
        return List.copyOf(failedRequests);
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    void clearRequests() {
        requests.clear();
    }

    /** Forgets what failed. */
    void clearFailures() {
        failedRequests.clear();
        errors.clear();
    }
}
