package com.acme.studio;

import com.acme.studio.models.FluxSchnell;
import com.acme.studio.models.Llama3;
import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.error.ReplicateException;
import dev.replicate4j.spring.boot.SpendingLimitException;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What the page asks for. Both runs cost money, so they are POST requests with JSON: a browser repeats none of them by
 * itself, and no link or form of another site can start one.
 */
@RestController
class StudioController {

    private static final int LONGEST_PROMPT = 500;
    private static final String STYLE = "You write very short stories: one paragraph, warm and vivid, no title.";

    private final Replicate replicate;
    private final RunStreams streams;
    private final Gallery gallery;

    StudioController(Replicate replicate, RunStreams streams, Gallery gallery) {
        this.replicate = replicate;
        this.streams = streams;
        this.gallery = gallery;
    }

    record Wish(String prompt) {

        String checked() {
            if (prompt == null || prompt.isBlank() || prompt.length() > LONGEST_PROMPT) {
                throw new ResponseStatusException(
                        HttpStatus.BAD_REQUEST, "A prompt has 1 to " + LONGEST_PROMPT + " characters.");
            }
            return prompt.strip();
        }
    }

    @PostMapping(
            path = "/stories",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter story(@RequestBody Wish wish) {
        var run = replicate
                .use(Llama3.MODEL)
                .create(Llama3.with(wish.checked()).systemPrompt(STYLE).maxTokens(300));
        return streams.send(run, Llama3.MODEL, piece -> new RunEvent.Piece(piece));
    }

    @PostMapping(
            path = "/pictures",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter picture(@RequestBody Wish wish) {
        var run = replicate
                .use(FluxSchnell.MODEL)
                .create(FluxSchnell.with(wish.checked()).outputFormat(FluxSchnell.OutputFormat.PNG));
        return streams.send(run, FluxSchnell.MODEL, file -> new RunEvent.Picture(gallery.add(run.id(), file)));
    }

    /** The page needs no other host, and Replicate deletes its copy after an hour. */
    @GetMapping(path = "/pictures/{id}", produces = MediaType.IMAGE_PNG_VALUE)
    ResponseEntity<FileSystemResource> file(@PathVariable String id) throws Exception {
        URLPath file = gallery.get(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such picture."));
        Path copy = file.toRealPath(); // downloaded once
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .body(new FileSystemResource(copy));
    }

    @ExceptionHandler
    ProblemDetail failed(ReplicateException e) {
        HttpStatus status = e instanceof InvalidInputException
                ? HttpStatus.BAD_REQUEST
                : e instanceof SpendingLimitException ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.BAD_GATEWAY;
        return ProblemDetail.forStatusAndDetail(status, e.getMessage());
    }
}
