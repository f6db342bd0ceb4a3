#include <cpprest/filestream.h>
#include <cpprest/http_client.h>
#include <iostream>

int main(int, char **argv) {
    web::http::client::http_client client(argv[1]);
    web::http::http_request request(web::http::methods::GET);
    request.headers().add("Authorization", std::string("Bearer ") + argv[2]);
    auto response = client.request(request).get();
    std::cout << "status " << response.status_code() << std::endl;
    auto out = concurrency::streams::fstream::open_ostream(argv[3]).get();
    response.body().read_to_end(out.streambuf()).get();
    out.close().get();
}
