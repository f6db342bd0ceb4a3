#!/usr/bin/env escript
main([Url, Token, File]) ->
    {ok, _} = application:ensure_all_started(inets),
    Headers = [{"Authorization", "Bearer " ++ Token}],
    case httpc:request(get, {Url, Headers}, [], [{body_format, binary}]) of
        {ok, {{_, Status, _}, _, Body}} ->
            io:format("status ~b~n", [Status]),
            ok = file:write_file(File, Body);
        {error, Reason} ->
            io:format(standard_error, "~0p~n", [Reason]),
            halt(1)
    end.
