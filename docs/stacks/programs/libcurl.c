#include <curl/curl.h>
#include <stdio.h>

int main(int argc, char **argv) {
    char header[1024];
    if (argc < 4) return 2;
    snprintf(header, sizeof header, "Authorization: Bearer %s", argv[2]);
    struct curl_slist *headers = curl_slist_append(NULL, header);
    CURL *request = curl_easy_init();
    FILE *out = fopen(argv[3], "wb");
    curl_easy_setopt(request, CURLOPT_URL, argv[1]);
    curl_easy_setopt(request, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(request, CURLOPT_WRITEDATA, out);
    CURLcode code = curl_easy_perform(request);
    fclose(out);
    if (code != CURLE_OK) fprintf(stderr, "%s\n", curl_easy_strerror(code));
    return code == CURLE_OK ? 0 : 1;
}
